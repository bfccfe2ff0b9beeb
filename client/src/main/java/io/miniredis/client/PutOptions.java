package io.miniredis.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a job is put. Each method gives a changed copy.
 *
 * @param priority lower is given out first, in a queue of {@link Order#PRIORITY}; null for 0
 * @param delay how long until it is ready, or null for at once
 * @param id its id, or null for one that the server makes. A put with an id is sent again by itself
 *     after a lost connection: the queue takes the same id once.
 */
public record PutOptions(@Nullable Long priority, @Nullable Duration delay, @Nullable String id) {
  private static final PutOptions DEFAULT = new PutOptions(null, null, null);

  /** At once, with an id that the server makes. */
  public static PutOptions defaults() {
    return DEFAULT;
  }

  public PutOptions priority(long priority) {
    return new PutOptions(priority, delay, id);
  }

  /** To the millisecond. */
  public PutOptions delay(Duration delay) {
    return new PutOptions(priority, delay, id);
  }

  public PutOptions id(String id) {
    return new PutOptions(priority, delay, id);
  }
}
