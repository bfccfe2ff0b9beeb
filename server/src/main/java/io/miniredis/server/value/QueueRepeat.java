package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/**
 * What has a queue be given the same job again and again: its record holds a name and the payload.
 */
public final class QueueRepeat extends QueueNode {
  private static final int OBJECT_BYTES = 64;

  private final long every;
  private final String cron;
  private long at;
  private @Nullable QueueJob last;

  /**
   * @param every milliseconds, or 0 if {@code cron} says when
   */
  QueueRepeat(Slice name, Slice payload, long every, String cron) {
    super(Record.of(name, payload));
    this.every = every;
    this.cron = cron;
  }

  /** Points {@code into} at the name. */
  public Slice name(Slice into) {
    return Record.key(record, into);
  }

  /** Points {@code into} at the payload. */
  public Slice payload(Slice into) {
    return Record.value(record, into);
  }

  /** Milliseconds from one to the next, or 0 if {@link #cron} says when. */
  public long every() {
    return every;
  }

  /** When it comes, as crontab(5) tells it; empty if it comes every so often. */
  public String cron() {
    return cron;
  }

  /** When the next one comes, in milliseconds since the epoch. */
  public long at() {
    return at;
  }

  void at(long time) {
    at = time;
  }

  /** The job of the last time, while it is neither done nor dead; else null. */
  public @Nullable QueueJob pending() {
    QueueJob job = last;
    return job == null || job.hasEnded() || job.state == JobState.DEAD ? null : job;
  }

  void last(@Nullable QueueJob job) {
    last = job;
  }

  long bytes() {
    return OBJECT_BYTES + Record.heapBytes(record) + 56 + cron.length();
  }
}
