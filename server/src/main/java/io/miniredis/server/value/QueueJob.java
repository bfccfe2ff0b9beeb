package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** A job of a queue: in one record its id, when it was put, and the payload. */
public class QueueJob extends QueueNode {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAD = Long.BYTES;
  private static final int OBJECT_BYTES = 48;

  JobState state = JobState.READY;
  int deliveries;
  byte @Nullable [] error;
  boolean marked;
  boolean ended;

  /** A job in a queue of priorities. */
  static final class Prioritized extends QueueJob {
    private static final int OBJECT_BYTES = 72;
    private static final int NOWHERE = -1;

    final long priority;
    long arrival; // breaks ties
    int place = NOWHERE; // in the heap of those that are ready

    Prioritized(Slice id, Slice payload, long millis, long priority) {
      super(id, payload, millis);
      this.priority = priority;
    }

    @Override
    public long priority() {
      return priority;
    }

    @Override
    int objectBytes() {
      return OBJECT_BYTES;
    }

    boolean isOut() {
      return place == NOWHERE;
    }

    void takenOut() {
      place = NOWHERE;
    }

    boolean comesBefore(Prioritized other) {
      return priority < other.priority || (priority == other.priority && arrival < other.arrival);
    }
  }

  QueueJob(Slice id, Slice payload, long millis) {
    super(
        Record.create(
            0, Record.NO_EXPIRY, id.array(), id.offset(), id.length(), HEAD + payload.length()));
    LONG.set(record, Record.valueOffset(record), millis);
    payload.copyTo(record, Record.valueOffset(record) + HEAD);
  }

  /** Points {@code into} at the id. */
  public final Slice id(Slice into) {
    return Record.key(record, into);
  }

  /** Points {@code into} at the payload. */
  public final Slice payload(Slice into) {
    int at = Record.valueOffset(record) + HEAD;
    return into.wrap(record, at, record.length - at);
  }

  /** When it was put, in milliseconds since the epoch. */
  public final long putAt() {
    return (long) LONG.get(record, Record.valueOffset(record));
  }

  public final JobState state() {
    return state;
  }

  /** How often it was delivered; the one that is under way counts. */
  public final int deliveries() {
    return deliveries;
  }

  /** Whether it is in the queue no more. */
  public final boolean hasEnded() {
    return ended;
  }

  /** What was said when it last failed, or null. */
  public final byte @Nullable [] error() {
    return error;
  }

  /** Lower comes first, in a queue of priorities. */
  public long priority() {
    return 0;
  }

  /** When it becomes ready, or its lease ends, in ticks; for delayed and leased jobs. */
  public final long due() {
    return due;
  }

  /** Whether it is delayed or leased. */
  public final boolean isTimed() {
    return state == JobState.DELAYED || state == JobState.LEASED;
  }

  /** Whether somebody has it: its lease has not ended. */
  public final boolean isHeld(long now) {
    return state == JobState.LEASED && due > now;
  }

  int objectBytes() {
    return OBJECT_BYTES;
  }

  final long bytes() {
    byte[] e = error;
    return objectBytes() + Record.heapBytes(record) + (e == null ? 0 : Record.heapBytes(e));
  }
}
