package io.miniredis.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a job is failed. Each method gives a changed copy.
 *
 * @param delay how long until the next attempt, or null for what the queue's backoff says
 * @param error why, to be read by people with the job; null for nothing
 * @param dead whether it gets no further attempt
 */
public record FailOptions(@Nullable Duration delay, @Nullable String error, boolean dead) {
  private static final FailOptions DEFAULT = new FailOptions(null, null, false);

  /** Another attempt when the queue says, as long as attempts are left. */
  public static FailOptions defaults() {
    return DEFAULT;
  }

  /** To the millisecond. */
  public FailOptions delay(Duration delay) {
    return new FailOptions(delay, error, dead);
  }

  public FailOptions error(String error) {
    return new FailOptions(delay, error, dead);
  }

  /** Dead at once, however many attempts are left. */
  public FailOptions deadNow() {
    return new FailOptions(delay, error, true);
  }
}
