package io.miniredis.server.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is advanced. Safe for use by several threads. */
public final class ManualClock implements Clock {
  private final AtomicLong nanos = new AtomicLong();
  private final long startMillis;

  /** A clock that shows this time, in milliseconds since the epoch, until it is advanced. */
  public ManualClock(long startMillis) {
    this.startMillis = startMillis;
  }

  @Override
  public long millis() {
    return startMillis + nanos.get() / 1_000_000;
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  /**
   * Moves time on.
   *
   * @throws IllegalArgumentException if the duration is negative
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time cannot go back, was " + duration);
    }
    nanos.addAndGet(duration.toNanos());
  }
}
