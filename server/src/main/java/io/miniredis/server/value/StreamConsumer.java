package io.miniredis.server.value;

/** A consumer of a group. */
public final class StreamConsumer extends NameList.Named {
  /** The time of what never happened. */
  public static final long NEVER = -1;

  private static final int HEAP_BYTES = 40;

  final StreamGroup group;
  final PendingList pending;
  long seenAt;
  long activeAt = NEVER;

  StreamConsumer(byte[] name, StreamGroup group, long now, HeapAccount account) {
    super(name);
    this.group = group;
    pending = new PendingList(account);
    seenAt = now;
  }

  long heapBytes() {
    return HEAP_BYTES + nameBytes();
  }

  /** What it was given and has not acknowledged. */
  public PendingList pending() {
    return pending;
  }

  /** When it last asked for entries, in milliseconds since the epoch. */
  public long seenAt() {
    return seenAt;
  }

  /** When it last got any, in milliseconds since the epoch, or {@link #NEVER}. */
  public long activeAt() {
    return activeAt;
  }

  /** Takes down that it asks. */
  public void seen(long now) {
    seenAt = now;
  }

  /** Takes down that it gets something. */
  public void active(long now) {
    activeAt = now;
  }
}
