package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The latest messages of one producer, in the order in which they came: records of the message's
 * id, with the time as their expiry and the entry's id as their value.
 */
final class StreamProducer extends RecordTable.Holder {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAP_BYTES = 40 + 16;
  private static final int FEW = 4;
  private static final int ID_BYTES = 16;

  private final RecordTable table = new RecordTable();
  private byte[][] ring = new byte[FEW][];
  private int first; // of the ring
  private int count;
  private long recordBytes;

  StreamProducer(Slice name) {
    super(Record.create(0, Record.NO_EXPIRY, name.array(), name.offset(), name.length(), 0));
  }

  StreamProducer copy() {
    StreamProducer c = new StreamProducer(Record.key(record, new Slice()));
    for (int i = 0; i < count; i++) {
      c.add(get(i));
    }
    return c;
  }

  long heapBytes() {
    return HEAP_BYTES
        + Record.heapBytes(record)
        + table.heapBytes()
        + ((4L * ring.length + 7) & ~7L)
        + recordBytes;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** How many messages came after a time. */
  int size(long after) {
    int over = 0;
    while (over < count && Record.expiry(get(over)) <= after) {
      over++;
    }
    return count - over;
  }

  /** The entry that a message became, if that came after a time. */
  @Nullable StreamId find(Slice message, long after) {
    byte[] r = (byte[]) table.find(message);
    if (r == null || Record.expiry(r) <= after) {
      return null;
    }
    int at = Record.valueOffset(r);
    return new StreamId((long) LONG.get(r, at), (long) LONG.get(r, at + 8));
  }

  /** Drops what came at a time or before, and the oldest until so many are left. */
  @SuppressWarnings("NullAway") // slots outside the messages hold null
  void drop(long until, int max) {
    while (count > 0 && (count > max || Record.expiry(get(0)) <= until)) {
      byte[] r = get(0);
      int at = Record.keyOffset(r);
      int length = Record.keyLength(r);
      table.removeAt(table.locate(r, at, length, Hashing.hash(r, at, length)));
      recordBytes -= Record.heapBytes(r);
      ring[first] = null;
      first = (first + 1) % ring.length;
      count--;
    }
  }

  /** Adds a message that is not there. None is older than the one before, whatever the clock. */
  void add(Slice message, StreamId id, long now) {
    long time = count == 0 ? now : Math.max(now, Record.expiry(get(count - 1)));
    byte[] r =
        Record.create(0, time, message.array(), message.offset(), message.length(), ID_BYTES);
    int at = Record.valueOffset(r);
    LONG.set(r, at, id.ms());
    LONG.set(r, at + 8, id.seq());
    add(r);
  }

  /** Shows all messages, the oldest first. */
  void forEach(StreamProducers.Visitor visitor) {
    Slice name = Record.key(record, new Slice());
    Slice message = new Slice();
    for (int i = 0; i < count; i++) {
      byte[] r = get(i);
      int at = Record.valueOffset(r);
      StreamId id = new StreamId((long) LONG.get(r, at), (long) LONG.get(r, at + 8));
      visitor.message(name, Record.key(r, message), id, Record.expiry(r));
    }
  }

  private void add(byte[] r) {
    if (count == ring.length) {
      grow();
    }
    ring[(first + count) % ring.length] = r;
    count++;
    recordBytes += Record.heapBytes(r);
    int at = Record.keyOffset(r);
    table.insert(r, Hashing.hash(r, at, Record.keyLength(r)));
  }

  private void grow() {
    byte[][] larger = new byte[2 * count][];
    for (int i = 0; i < count; i++) {
      larger[i] = get(i);
    }
    ring = larger;
    first = 0;
  }

  private byte[] get(int index) {
    return ring[(first + index) % ring.length];
  }
}
