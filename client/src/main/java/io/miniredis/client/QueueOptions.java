package io.miniredis.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a queue is to be like. Unset ones are the server's: first in first out, unbounded, leases of
 * 30 seconds. Each method gives a changed copy.
 *
 * @param maxSize how many jobs it holds before puts wait; 0 for any number
 * @param order in which order it gives jobs out
 * @param lease how long a consumer has to acknowledge or extend; null for the server's default
 * @param maxDeliveries after how many attempts a job is dead; 0 for never
 * @param deadLetter the queue that takes the dead, or null to keep them here, in state dead
 * @param dedup how long the id of a done job is remembered; null for not at all
 * @param backoff how long a failed job waits before its second attempt; null for not at all
 * @param backoffFactor by what each further wait grows; 0 for the server's default
 * @param backoffMax the longest wait, or null for the server's default
 */
public record QueueOptions(
    long maxSize,
    Order order,
    @Nullable Duration lease,
    int maxDeliveries,
    @Nullable String deadLetter,
    @Nullable Duration dedup,
    @Nullable Duration backoff,
    double backoffFactor,
    @Nullable Duration backoffMax) {
  private static final QueueOptions DEFAULT =
      new QueueOptions(0, Order.FIFO, null, 0, null, null, null, 0, null);

  /** All as the server does by itself. */
  public static QueueOptions defaults() {
    return DEFAULT;
  }

  public QueueOptions maxSize(long maxSize) {
    return new QueueOptions(
        maxSize,
        order,
        lease,
        maxDeliveries,
        deadLetter,
        dedup,
        backoff,
        backoffFactor,
        backoffMax);
  }

  public QueueOptions order(Order order) {
    return new QueueOptions(
        maxSize,
        order,
        lease,
        maxDeliveries,
        deadLetter,
        dedup,
        backoff,
        backoffFactor,
        backoffMax);
  }

  /** To the millisecond. */
  public QueueOptions lease(Duration lease) {
    return new QueueOptions(
        maxSize,
        order,
        lease,
        maxDeliveries,
        deadLetter,
        dedup,
        backoff,
        backoffFactor,
        backoffMax);
  }

  public QueueOptions maxDeliveries(int maxDeliveries) {
    return new QueueOptions(
        maxSize,
        order,
        lease,
        maxDeliveries,
        deadLetter,
        dedup,
        backoff,
        backoffFactor,
        backoffMax);
  }

  public QueueOptions deadLetter(String queue) {
    return new QueueOptions(
        maxSize, order, lease, maxDeliveries, queue, dedup, backoff, backoffFactor, backoffMax);
  }

  /** To the millisecond. */
  public QueueOptions dedup(Duration dedup) {
    return new QueueOptions(
        maxSize,
        order,
        lease,
        maxDeliveries,
        deadLetter,
        dedup,
        backoff,
        backoffFactor,
        backoffMax);
  }

  /** The same wait before each further attempt, to the millisecond. */
  public QueueOptions backoff(Duration wait) {
    return new QueueOptions(
        maxSize, order, lease, maxDeliveries, deadLetter, dedup, wait, backoffFactor, backoffMax);
  }

  /** A wait that grows by a factor with each failed attempt, up to a longest one. */
  public QueueOptions backoff(Duration first, double factor, Duration max) {
    return new QueueOptions(
        maxSize, order, lease, maxDeliveries, deadLetter, dedup, first, factor, max);
  }
}
