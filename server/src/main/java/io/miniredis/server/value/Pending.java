package io.miniredis.server.value;

/** An entry that a consumer was given and has not acknowledged. */
public final class Pending {
  static final int HEAP_BYTES = 48;

  final long ms;
  final long seq;
  StreamConsumer consumer;
  long deliveredAt;
  long deliveries;

  Pending(long ms, long seq, StreamConsumer consumer, long deliveredAt, long deliveries) {
    this.ms = ms;
    this.seq = seq;
    this.consumer = consumer;
    this.deliveredAt = deliveredAt;
    this.deliveries = deliveries;
  }

  public long ms() {
    return ms;
  }

  public long seq() {
    return seq;
  }

  public StreamId id() {
    return new StreamId(ms, seq);
  }

  /** Order by id. */
  public int compareTo(StreamId other) {
    return StreamId.compare(ms, seq, other.ms(), other.seq());
  }

  /** Who has it. */
  public StreamConsumer consumer() {
    return consumer;
  }

  /** When it was delivered last, in milliseconds since the epoch. */
  public long deliveredAt() {
    return deliveredAt;
  }

  /** How often it was delivered. */
  public long deliveries() {
    return deliveries;
  }

  /** Takes down a delivery. */
  public void delivered(long at, long times) {
    deliveredAt = at;
    deliveries = times;
  }
}
