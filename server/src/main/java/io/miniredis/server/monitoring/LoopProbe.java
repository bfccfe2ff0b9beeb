package io.miniredis.server.monitoring;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Measures how long an event loop lets a task wait. One task is under way at a time: a loop that
 * hangs is not given more and more of them.
 */
final class LoopProbe {
  private static final long NONE = Long.MIN_VALUE;

  private final Executor loop;
  private final LongSupplier clock;
  private final LongConsumer measured;
  private volatile long sent = NONE; // since when a task waits

  /**
   * @param clock nanoseconds, of a clock that never goes back
   * @param measured takes each wait in nanoseconds, in the event loop's thread
   */
  LoopProbe(Executor loop, LongSupplier clock, LongConsumer measured) {
    this.loop = loop;
    this.clock = clock;
    this.measured = measured;
  }

  /** Gives the loop a task, unless the last one still waits. For one thread at a time. */
  void send() {
    if (sent != NONE) {
      return;
    }
    sent = clock.getAsLong();
    try {
      loop.execute(this::arrived);
    } catch (RejectedExecutionException e) {
      // a loop that has ended answers no more, and that is what this then tells
    }
  }

  private void arrived() {
    measured.accept(waiting());
    sent = NONE;
  }

  /** For how long the task under way has waited, in nanoseconds; 0 if there is none. */
  long waiting() {
    long since = sent;
    return since == NONE ? 0 : clock.getAsLong() - since;
  }
}
