package io.miniredis.async;

import java.time.Duration;

/** Durations as nanoseconds, without overflow: what is too long to count is for ever. */
final class Times {
  private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000L - 1;

  private Times() {}

  static long nanos(Duration duration) {
    if (duration.getSeconds() >= MOST_SECONDS) {
      return Long.MAX_VALUE;
    }
    return duration.isNegative() ? 0 : duration.toNanos();
  }

  static long nanos(double seconds) {
    if (Double.isNaN(seconds)) {
      throw new IllegalArgumentException("a time must be a number of seconds, was NaN");
    }
    return (long) (seconds * 1e9);
  }

  /** The time {@code delay} after {@code now}. */
  static long after(long now, Duration delay) {
    return after(now, nanos(delay));
  }

  static long after(long now, long nanos) {
    return nanos >= Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
  }
}
