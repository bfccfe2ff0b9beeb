package io.miniredis.server.value;

/** What has happened in a queue since it was made. */
public final class QueueTotals {
  long put;
  long delivered;
  long done;
  long failed;
  long expired;
  long dead;

  /** Jobs that were put; what came back is not counted again. */
  public long put() {
    return put;
  }

  /** Deliveries. */
  public long delivered() {
    return delivered;
  }

  /** Jobs that were done. */
  public long done() {
    return done;
  }

  /** Deliveries that failed, as their consumers said. */
  public long failed() {
    return failed;
  }

  /** Deliveries of which the lease ended. */
  public long expired() {
    return expired;
  }

  /** Jobs that died. */
  public long dead() {
    return dead;
  }

  void countFailure(boolean leaseEnded) {
    failed += leaseEnded ? 0 : 1;
    expired += leaseEnded ? 1 : 0;
  }

  /** All of them, in the order in which they stand here. */
  long[] all() {
    return new long[] {put, delivered, done, failed, expired, dead};
  }

  static QueueTotals of(long[] all) {
    QueueTotals totals = new QueueTotals();
    totals.put = all[0];
    totals.delivered = all[1];
    totals.done = all[2];
    totals.failed = all[3];
    totals.expired = all[4];
    totals.dead = all[5];
    return totals;
  }
}
