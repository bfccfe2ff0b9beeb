package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/**
 * Is shown all that a queue holds, in an order in which another one can be made of it: the queue
 * itself, its jobs, what it remembers, what it repeats. Times are ticks. Slices are valid during
 * the call only.
 */
public interface QueueImage {
  /** Bits of {@code flags}. */
  int PAUSED = 1;

  int SHUT_DOWN = 2;
  int EMPTIED = 4;

  /**
   * @param lastId the last number that was made an id
   * @param totals jobs put, delivered, done, failed, expired, dead
   */
  void queue(QueueOptions options, long lastId, int flags, long[] totals);

  /**
   * A job; those of one state come in their order.
   *
   * @param due when its delay or lease ends, if it is in one of these states
   * @param putAt in milliseconds since the epoch
   */
  void job(
      Slice id,
      Slice payload,
      JobState state,
      int deliveries,
      long priority,
      long due,
      long putAt,
      byte @Nullable [] error);

  /** An id that is not put again until a time; the earliest come first. */
  void remembered(Slice id, long until);

  /** A result that is kept until a time; the earliest come first. */
  void result(Slice id, Slice result, long until);

  /**
   * What is repeated.
   *
   * @param every milliseconds, or 0 if {@code cron} says when
   * @param at when it comes next, in milliseconds since the epoch
   * @param pending the id of the job that is there, or nothing
   */
  void repeat(Slice name, Slice payload, long every, String cron, long at, Slice pending);
}
