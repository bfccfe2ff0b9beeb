package io.miniredis.client;

import java.time.Duration;
import java.util.function.Consumer;
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
 * @param results how long results are kept, or null for the server's default, an hour
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
    @Nullable Duration backoffMax,
    @Nullable Duration results) {
  private static final QueueOptions DEFAULT =
      new QueueOptions(0, Order.FIFO, null, 0, null, null, null, 0, null, null);

  /** All as the server does by itself. */
  public static QueueOptions defaults() {
    return DEFAULT;
  }

  public QueueOptions maxSize(long maxSize) {
    return with(draft -> draft.maxSize = maxSize);
  }

  public QueueOptions order(Order order) {
    return with(draft -> draft.order = order);
  }

  /** To the millisecond. */
  public QueueOptions lease(Duration lease) {
    return with(draft -> draft.lease = lease);
  }

  public QueueOptions maxDeliveries(int maxDeliveries) {
    return with(draft -> draft.maxDeliveries = maxDeliveries);
  }

  public QueueOptions deadLetter(String queue) {
    return with(draft -> draft.deadLetter = queue);
  }

  /** To the millisecond. */
  public QueueOptions dedup(Duration dedup) {
    return with(draft -> draft.dedup = dedup);
  }

  /** As long before each further attempt as the server's factor says, to the millisecond. */
  public QueueOptions backoff(Duration first) {
    return with(draft -> draft.backoff = first);
  }

  /** A wait that grows by a factor with each failed attempt, up to a longest one. */
  public QueueOptions backoff(Duration first, double factor, Duration max) {
    return with(
        draft -> {
          draft.backoff = first;
          draft.backoffFactor = factor;
          draft.backoffMax = max;
        });
  }

  /** To the millisecond. */
  public QueueOptions results(Duration kept) {
    return with(draft -> draft.results = kept);
  }

  private QueueOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  private static final class Draft {
    long maxSize;
    Order order;
    @Nullable Duration lease;
    int maxDeliveries;
    @Nullable String deadLetter;
    @Nullable Duration dedup;
    @Nullable Duration backoff;
    double backoffFactor;
    @Nullable Duration backoffMax;
    @Nullable Duration results;

    Draft(QueueOptions from) {
      maxSize = from.maxSize;
      order = from.order;
      lease = from.lease;
      maxDeliveries = from.maxDeliveries;
      deadLetter = from.deadLetter;
      dedup = from.dedup;
      backoff = from.backoff;
      backoffFactor = from.backoffFactor;
      backoffMax = from.backoffMax;
      results = from.results;
    }

    QueueOptions finished() {
      return new QueueOptions(
          maxSize,
          order,
          lease,
          maxDeliveries,
          deadLetter,
          dedup,
          backoff,
          backoffFactor,
          backoffMax,
          results);
    }
  }
}
