package io.miniredis.server.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The clients that wait for keys: how they begin to wait, and all the ends of it but the one they
 * hope for, which is {@link Serving}.
 */
public final class Blocking {
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final byte[] UNBLOCKED =
      "-UNBLOCKED client unblocked via CLIENT UNBLOCK\r\n".getBytes(US_ASCII);

  private final Engine engine;
  private final Deadlines deadlines;
  private final AtomicInteger waiting = new AtomicInteger();

  Blocking(Engine engine, Deadlines deadlines) {
    this.engine = engine;
    this.deadlines = deadlines;
  }

  /** The number of clients that wait. */
  public int waiting() {
    return waiting.get();
  }

  /** Has a session wait as its command asked for; the shards of its keys are locked. */
  void park(Session session, CommandTable.Row row, Call call, long locked) {
    Wait wait = call.waiting();
    Waiter waiter = new Waiter(session, SavedCommand.of(row, call, wait.replaced), locked, wait);
    for (int i = wait.firstKey; i < wait.firstKey + wait.keys; i++) {
      queue(waiter, call, i);
    }
    session.waiter = waiter;
    waiting.incrementAndGet();
    if (wait.timeoutMillis > 0) {
      waiter.deadline = after(wait.timeoutMillis, () -> timeOut(waiter));
    }
    waitOn(waiter, wait);
  }

  /** A waiter's command has run, and waits on as it asked; the shards of its keys are locked. */
  void waitOn(Waiter waiter, Wait wait) {
    forget(waiter.again);
    waiter.again =
        wait.againMillis > 0 ? after(wait.againMillis, () -> engine.serveAgain(waiter)) : null;
  }

  private Deadlines.Deadline after(long millis, Runnable task) {
    long nanos = Math.min(millis, Long.MAX_VALUE / 4 / NANOS_A_MILLI) * NANOS_A_MILLI;
    return deadlines.add(engine.clock().nanos() + nanos, task);
  }

  private void forget(Deadlines.@Nullable Deadline deadline) {
    if (deadline != null) {
      deadlines.remove(deadline);
    }
  }

  private void queue(Waiter waiter, Call call, int arg) {
    long hash = call.hash(arg);
    Followed key =
        engine
            .shard(hash)
            .followers
            .follow(waiter.database, call.buffer(), call.offset(arg), call.length(arg), hash);
    for (Followed.Place place : waiter.places) {
      if (place.key == key) {
        return; // named twice
      }
    }
    waiter.places.add(key.enqueue(waiter));
  }

  /** Takes a waiter, which was settled, away from its keys, whose shards are locked. */
  void leave(Waiter waiter) {
    for (Followed.Place place : waiter.places) {
      place.key.leave(place);
      engine.shard(place.key.name.hash()).followers.left(place.key);
    }
    forget(waiter.deadline);
    forget(waiter.again);
    waiting.decrementAndGet();
  }

  private void timeOut(Waiter waiter) {
    if (end(waiter)) {
      answer(waiter, waiter.timeoutReply());
    }
  }

  /**
   * Ends a client's wait (CLIENT UNBLOCK). For a command that locks all shards.
   *
   * @param error whether it is told so, or replied to as at its timeout
   * @return false if it does not wait
   */
  public boolean unblock(Session session, boolean error) {
    Waiter waiter = session.waiter;
    if (waiter == null || !end(waiter)) {
      return false;
    }
    answer(waiter, error ? UNBLOCKED : waiter.timeoutReply());
    return true;
  }

  /** A session's connection has ended. */
  void ended(Session session) {
    Waiter waiter = session.waiter;
    if (waiter != null) {
      end(waiter);
    }
  }

  private boolean end(Waiter waiter) {
    engine.lock(waiter.shards);
    try {
      boolean settled = waiter.settle();
      if (settled) {
        leave(waiter);
      }
      return settled;
    } finally {
      engine.unlock(waiter.shards);
    }
  }

  private static void answer(Waiter waiter, byte[] reply) {
    waiter.session.link().answer(reply, loop -> {});
  }
}
