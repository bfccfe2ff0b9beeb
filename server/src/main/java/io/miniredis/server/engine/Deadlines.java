package io.miniredis.server.engine;

import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done at times to come, by the server's clock. Safe for use by several threads; what
 * is due runs once, in the thread that looks.
 */
public final class Deadlines {
  /** Something to be done at a time. */
  public static final class Deadline implements Comparable<Deadline> {
    private final long nanos;
    private final long order;
    private final Runnable task;

    private Deadline(long nanos, long order, Runnable task) {
      this.nanos = nanos;
      this.order = order;
      this.task = task;
    }

    @Override
    public int compareTo(Deadline other) {
      int byTime = Long.compare(nanos - other.nanos, 0); // the clock's origin is arbitrary
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(order);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

  /** What is done at most in one go. */
  static final int AT_ONCE = 500;

  private final ConcurrentSkipListSet<Deadline> waiting = new ConcurrentSkipListSet<>();
  private final AtomicLong lastOrder = new AtomicLong();
  private volatile Runnable earlier = () -> {};

  /** Has this called whenever the earliest time becomes an earlier one. */
  public void onEarlier(Runnable listener) {
    earlier = listener;
  }

  /** Has a task done at a time of the clock's nanoseconds. */
  Deadline add(long nanos, Runnable task) {
    Deadline deadline = new Deadline(nanos, lastOrder.incrementAndGet(), task);
    waiting.add(deadline);
    if (waiting.lower(deadline) == null) { // it may be gone again: others do what is due
      earlier.run();
    }
    return deadline;
  }

  /** Forgets it, unless it was done or is being done. */
  void remove(Deadline deadline) {
    waiting.remove(deadline);
  }

  /**
   * How long it is until the next one.
   *
   * @param now the clock's nanoseconds
   * @return nanoseconds, not less than 0; Long.MAX_VALUE if there is none
   */
  public long untilNext(long now) {
    for (Deadline first : waiting) {
      return Math.max(0, first.nanos - now);
    }
    return Long.MAX_VALUE;
  }

  /** The number of things to be done. */
  int size() {
    return waiting.size();
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("what was due failed", e); // the others are due all the same
    }
  }

  /**
   * Does what is due, as far as it goes in one go: thousands that are due at once must not keep an
   * event loop from its clients. The rest is due when this is called next.
   */
  public void runDue(long now) {
    for (int i = 0; i < AT_ONCE && untilNext(now) == 0; i++) {
      Deadline due = waiting.pollFirst();
      if (due != null && due.nanos - now > 0) {
        waiting.add(due); // somebody else took the one that was due
      } else if (due != null) {
        run(due.task);
      }
    }
  }
}
