package io.miniredis.client;

import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs something later, on threads of the client's own that must not wait. */
final class Timer {
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final EventExecutorGroup executors;

  Timer(EventExecutorGroup executors) {
    this.executors = executors;
  }

  /** After a while in nanoseconds; never, if the client is closed by then. */
  Runnable after(long nanos, Runnable action) {
    Future<?> scheduled;
    try {
      scheduled = executors.schedule(action, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return () -> {};
    }
    return () -> scheduled.cancel(false);
  }

  /** How long to wait before trying again: from 1 ms, doubled each time, to half a second. */
  static long backoff(int failures) {
    return Math.min(SHORTEST_NANOS << Math.min(failures, 20), LONGEST_NANOS);
  }
}
