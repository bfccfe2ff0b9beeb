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

  QueueTotals copy() {
    QueueTotals copy = new QueueTotals();
    copy.put = put;
    copy.delivered = delivered;
    copy.done = done;
    copy.failed = failed;
    copy.expired = expired;
    copy.dead = dead;
    return copy;
  }
}
