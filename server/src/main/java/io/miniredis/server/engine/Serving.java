package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the clients that wait for keys when those keys have changed, in the order in which the
 * keys changed, and of each key's clients first come first served: runs their commands again.
 *
 * <p>It does so under the locks that the changing command holds. Commands that write have locked
 * what the waiters of their keys need, too ({@link Shards#widen}). Other changes, which only take
 * keys away (expiry), lock no more than their own: then a waiter that needs more is served at once
 * where that can be had at once, or else after the change has let go of its own. Used by one
 * thread.
 */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final Engine engine;
  private final Dispatcher dispatcher;
  private final Call call;
  private final ReplyWriter reply = new ReplyWriter();
  private final List<Followed> ready = new ArrayList<>();
  private final Deque<Waiter> postponed = new ArrayDeque<>();
  private long held; // the shards that are locked while it serves

  Serving(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.dispatcher = dispatcher;
    this.call = new Call(engine, dispatcher, reply, Call.Mode.SERVED);
  }

  /**
   * Serves who waits for keys that have changed in shards that are locked.
   *
   * @param locked the locked shards
   * @return the shards that are locked now: perhaps more
   */
  long serve(long locked, long now) {
    held = locked;
    while (engine.shards().hasReady(held)) {
      engine.shards().takeReady(held, ready);
      ready.sort(Comparator.comparingLong(f -> f.ready));
      for (Followed key : ready) {
        key.ready = 0;
      }
      for (Followed key : ready) {
        if (key.whole == key) {
          key.sees(valueOf(key.name, now));
        }
        for (int i = key.queues().size() - 1; i >= 0; i--) { // from the last: one may go
          serve(key, key.queues().get(i), now);
        }
      }
      ready.clear();
    }
    return held;
  }

  /** Serves those whose locks could not be had before; the caller holds no lock. */
  void serveRest(long now) {
    for (Waiter w = postponed.poll(); w != null; w = postponed.poll()) {
      long locked = engine.shards().lockToServe(w.shards);
      engine.shards().makeReady(w); // whoever has ended its wait: for those behind it
      dispatcher.unlock(serve(locked, now));
    }
  }

  private void serve(Followed key, WaitQueue queue, long now) {
    WaitQueue.Place last = queue.last(); // those that come meanwhile have their own turn
    WaitQueue.Place place = queue.first();
    while (place != null) {
      boolean right = queue.canBeServed(valueOf(key.whole.name, now));
      Waiter waiter = place.waiter;
      if (!right && !queue.anyMinds() && !waiter.lost) {
        return; // nothing is there any more, for all the others: however many they are
      }
      WaitQueue.Place behind = place == last ? null : place.behind;
      boolean wanted = right || waiter.minds || waiter.lost;
      if (wanted && !waiter.isSettled() && !waiter.session.closing()) {
        long more = waiter.shards & ~held;
        if (more != 0 && !engine.shards().tryLock(more)) {
          postponed.add(waiter); // and all behind it, to keep the order
          return;
        }
        held |= more;
        serve(waiter, now);
        if (waiter.inLine && !waiter.isSettled()) {
          return; // nobody passes it
        }
      }
      place = behind;
    }
  }

  private @Nullable Value valueOf(KeyName name, long now) {
    Keyspace keys = engine.shards().of(name.hash()).database(name.database());
    long token = keys.locate(name.key(), 0, name.key().length, name.hash(), now);
    return token == RecordTable.ABSENT ? null : keys.valueAt(token);
  }

  private void serve(Waiter waiter, long now) {
    try {
      begin(waiter, now);
      call.lost(waiter.lost);
      waiter.lost = false;
      dispatcher.bodies().runServed(call, waiter.command.row, reply);
      if (call.isToWait()) {
        engine.blocking().waitOn(waiter, call.waiting());
      } else if (waiter.settle()) {
        engine.blocking().leave(waiter);
        tell(waiter);
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      LOG.error("closing client {}, which waited and cannot be served", waiter.session.id(), e);
      engine.sessions().kill(waiter.session); // it would wait for ever
    } finally {
      finish();
    }
  }

  private void tell(Waiter waiter) {
    Undo undo = call.undo();
    boolean told = false;
    try {
      told = waiter.session.link().answer(reply.toBytes(), loop -> loop.giveBack(waiter, undo));
    } finally {
      if (!told) {
        putBack(waiter, undo);
      }
    }
  }

  private void begin(Waiter waiter, long now) {
    SavedCommand saved = waiter.command;
    saved.show(call);
    reply.protocol(waiter.session.protocol());
    call.begin(waiter.session, saved.spec(), now);
    call.useDatabase(waiter.database);
    dispatcher.declare(call, saved.spec());
  }

  private void finish() {
    reply.clear();
    call.end();
    call.forget();
  }

  /** Puts back what was taken for a client that went before it was told. */
  void giveBack(Waiter waiter, Undo undo, long now) {
    long locked = engine.shards().lockToServe(waiter.shards);
    try {
      begin(waiter, now);
      putBack(waiter, undo);
    } finally {
      finish();
      dispatcher.unlock(serve(locked, now));
    }
    serveRest(now);
  }

  private void putBack(Waiter waiter, Undo undo) {
    try {
      undo.run(call);
    } catch (CommandError e) {
      LOG.debug("what {} took has no place any more", waiter.command.spec().name(), e);
    }
  }
}
