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
  private final AtomicInteger limited = new AtomicInteger();

  Blocking(Engine engine, Deadlines deadlines) {
    this.engine = engine;
    this.deadlines = deadlines;
  }

  /** The number of clients that wait. */
  public int waiting() {
    return waiting.get();
  }

  /** The number of keys that clients wait for. For a command that locks all shards. */
  public int keys() {
    return engine.shards().waitedKeys();
  }

  /**
   * The number of keys of which a client that waits is to be told also when they go. For a command
   * that locks all shards.
   */
  public int mindedKeys() {
    return engine.shards().mindedKeys();
  }

  /** How many of them wait for a limited time. */
  public int limited() {
    return limited.get();
  }

  /**
   * Has a session wait as its command asked for.
   *
   * @param shards those of the keys that the command declared, which are locked
   */
  void park(Session session, CommandTable.Row row, Call call, long shards) {
    Wait wait = call.waiting();
    Waiter waiter = new Waiter(session, SavedCommand.of(row, call, wait.replaced), shards, wait);
    for (int i = wait.firstKey; i < wait.firstKey + wait.keys; i++) {
      enter(waiter, call, i, wait);
    }
    if (wait.timeoutMillis > 0) {
      limited.incrementAndGet();
      waiter.deadline = after(wait.timeoutMillis, () -> timeOut(waiter));
    }
    waitOn(waiter, wait);
    waiting.incrementAndGet(); // not before its time runs: tests look for it, and move the clock
    session.waiter = waiter; // the last, as others may end the wait from here on
  }

  /** A waiter's command has run, and waits on as it asked; the shards of its keys are locked. */
  void waitOn(Waiter waiter, Wait wait) {
    forget(waiter.again);
    waiter.again =
        wait.againMillis > 0
            ? after(wait.againMillis, () -> engine.upkeep().serveAgain(waiter))
            : null;
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

  private void enter(Waiter waiter, Call call, int arg, Wait wait) {
    long hash = call.hash(arg);
    Followers followers = engine.shards().of(hash).followers;
    Followed key =
        followers.follow(waiter.database, call.buffer(), call.offset(arg), call.length(arg), hash);
    byte[] part = wait.part;
    if (part == null) {
      followers.enter(key, waiter, wait.type, wait.kind);
    } else {
      followers.enter(key, waiter, wait.type, Wait.NOTHING); // to be told of its loss
      followers.enter(followers.follow(key, part), waiter, wait.type, wait.kind);
    }
    if (wait.toldOfLoss) {
      key.sees(call.peek(arg));
    }
  }

  /** Takes a waiter, which was settled, away from its keys, whose shards are locked. */
  void leave(Waiter waiter) {
    for (WaitQueue.Place place : waiter.places) {
      engine.shards().of(place.key.name.hash()).followers.leave(place);
    }
    if (waiter.deadline != null) {
      limited.decrementAndGet();
    }
    forget(waiter.deadline);
    forget(waiter.again);
    waiting.decrementAndGet();
  }

  private void timeOut(Waiter waiter) {
    if (end(waiter)) {
      answer(waiter, waiter.timeoutReply());
      passTurnOn(waiter);
    } else if (!waiter.isSettled()) {
      engine.busy().whenOver(() -> timeOut(waiter));
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
    Waiter next = waiter.next;
    if (next != null) {
      engine.shards().makeReady(next); // the command serves it
    }
    answer(waiter, error ? UNBLOCKED : waiter.timeoutReply());
    return true;
  }

  /** A session's connection has ended. */
  void ended(Session session) {
    Waiter waiter = session.waiter;
    if (waiter == null) {
      return;
    }
    if (end(waiter)) {
      passTurnOn(waiter);
    } else if (!waiter.isSettled()) {
      engine.busy().whenOver(() -> session.link().execute(() -> ended(session)));
    }
  }

  private boolean end(Waiter waiter) {
    if (!engine.shards().lockUnless(engine.busy(), waiter.shards)) {
      return false;
    }
    try {
      boolean settled = waiter.settle();
      if (settled) {
        waiter.next = waiter.inLine ? waiter.behind() : null;
        leave(waiter);
      }
      return settled;
    } finally {
      engine.shards().unlock(waiter.shards);
    }
  }

  /** Has whoever stood in line behind a waiter looked after, which may have been in the way. */
  private void passTurnOn(Waiter waiter) {
    Waiter next = waiter.next;
    if (next != null) {
      engine.upkeep().serveAgain(next);
    }
  }

  private static void answer(Waiter waiter, byte[] reply) {
    waiter.session.link().answer(reply, loop -> {}); // nothing was taken for it
  }
}
