package io.miniredis.server.value;

/**
 * An entry that a consumer was given and has not acknowledged.
 *
 * <p>One that was released again belongs to its group's nameless {@linkplain StreamGroup#released
 * holder}. Its time is then a negative number, which tells the order of the releases: so it sorts
 * before all that is held, and costs no field.
 */
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

  /** Who has it; somebody without a name if it was released. */
  public StreamConsumer consumer() {
    return consumer;
  }

  /** Whether a consumer gave it back, so that nobody has it. */
  public boolean isReleased() {
    return deliveredAt < 0;
  }

  /** When it was delivered last, in milliseconds since the epoch; 0 if it was released since. */
  public long deliveredAt() {
    return Math.max(0, deliveredAt);
  }

  /** Whether it was delivered so many milliseconds ago, or was released. */
  public boolean isIdle(long now, long millis) {
    return millis <= 0 || isReleased() || now - deliveredAt >= millis;
  }

  /** How often it was delivered. */
  public long deliveries() {
    return deliveries;
  }

  /** How often it is delivered with the next time: that number has an end. */
  public long nextDeliveries() {
    return deliveries == Long.MAX_VALUE ? deliveries : deliveries + 1;
  }
}
