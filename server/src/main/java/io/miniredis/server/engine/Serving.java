package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.value.RecordTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the clients that wait for keys when those keys have changed, in the order in which the
 * keys changed, and of each key's clients first come first served: runs their commands again.
 *
 * <p>It does so under the locks that the changing command holds, and those more that a waiter needs
 * where they can be had at once; a waiter of which they cannot be had is served after the command
 * has let go of its own. Used by one thread.
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
    try {
      while (engine.hasReady(held)) {
        engine.takeReady(held, ready);
        ready.sort(Comparator.comparingLong(f -> f.ready));
        for (Followed key : ready) {
          key.ready = 0;
        }
        for (Followed key : ready) {
          serve(key, now);
        }
        ready.clear();
      }
    } catch (RuntimeException e) {
      ready.clear();
      LOG.error("serving blocked clients failed", e);
    }
    return held;
  }

  /** Serves those whose locks could not be had before; the caller holds no lock. */
  void serveRest(long now) {
    for (Waiter w = postponed.poll(); w != null; w = postponed.poll()) {
      engine.lock(w.shards);
      engine.makeReady(w);
      dispatcher.unlock(serve(w.shards, now));
    }
  }

  private void serve(Followed key, long now) {
    Followed.Place last = key.last(); // those that come while others are served have their own turn
    Followed.Place place = key.first();
    while (place != null) {
      Followed.Place behind = place == last ? null : place.behind;
      Waiter waiter = place.waiter;
      if (wants(waiter, key, now)) {
        long more = waiter.shards & ~held;
        if (more != 0 && !engine.tryLock(more)) {
          postponed.add(waiter); // and all behind it, to keep the order
          return;
        }
        held |= more;
        serve(waiter, now);
      }
      place = behind;
    }
  }

  /** Whether a key is now such as a waiter wants it, or minds that it is not. */
  private boolean wants(Waiter waiter, Followed key, long now) {
    if (waiter.isSettled() || waiter.session.closing()) {
      return false;
    }
    if (waiter.minds) {
      return true;
    }
    KeyName name = key.name;
    Keyspace keys = engine.shard(name.hash()).database(name.database());
    long token = keys.locate(name.key(), 0, name.key().length, name.hash(), now);
    return token != RecordTable.ABSENT
        && keys.table.at(token) instanceof Entry e
        && e.value.type() == waiter.type;
  }

  private void serve(Waiter waiter, long now) {
    begin(waiter, now);
    dispatcher.body(call, waiter.command.row, reply, reply.mark());
    if (call.isToWait()) {
      engine.blocking().waitOn(waiter, call.waiting());
    } else if (waiter.settle()) {
      engine.blocking().leave(waiter);
      byte[] answer = reply.toBytes();
      Undo undo = call.undo();
      waiter.session.link().answer(answer, loop -> loop.giveBack(waiter, undo));
    }
    finish();
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
    engine.lock(waiter.shards);
    try {
      begin(waiter, now);
      undo.run(call);
    } catch (CommandError e) {
      LOG.debug("what {} took has no place any more", waiter.command.spec().name(), e);
    } finally {
      finish();
      dispatcher.unlock(serve(waiter.shards, now));
    }
    serveRest(now);
  }
}
