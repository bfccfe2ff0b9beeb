package io.miniredis.server.value;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Fields in a table of records. A field that expires is a {@link ExpiryHeap.Timed} in the table and
 * in a heap beside it. A position is a slot of the table.
 */
final class LargeHash extends HashForm {
  private static final int HEAP_BYTES = 32;

  private final RecordTable table;
  private @Nullable ExpiryHeap heap;
  private long recordBytes;

  LargeHash(int expected) {
    table = new RecordTable(expected);
  }

  @Override
  RecordTable table() {
    return table;
  }

  @Override
  String encoding() {
    return "hashtable";
  }

  @Override
  int size() {
    return table.size();
  }

  @Override
  long bytes() {
    return HEAP_BYTES + table.heapBytes() + recordBytes + (heap == null ? 0 : heap.bytes());
  }

  @Override
  LargeHash copy() {
    LargeHash copy = new LargeHash(table.size());
    for (int p = next(NONE); p != NONE; p = next(p)) {
      byte[] record = recordAt(p).clone();
      Slice field = Record.key(record, new Slice());
      copy.insert(record, expiry(p), Hashing.hash(field));
    }
    return copy;
  }

  @Override
  int find(Slice field) {
    long token = locate(field, Hashing.hash(field));
    return token == RecordTable.ABSENT ? NONE : table.slotOf(token);
  }

  @Override
  public int next(int position) {
    return table.nextSlot(position);
  }

  @Override
  public int random(RandomGenerator random) {
    return table.randomSlot(random);
  }

  @Override
  Slice field(int position, Slice into) {
    return Record.key(recordAt(position), into);
  }

  @Override
  Slice value(int position, Slice into) {
    return Record.value(recordAt(position), into);
  }

  @Override
  long expiry(int position) {
    return expiryOf(elementAt(position));
  }

  @Override
  boolean put(Slice field, Slice value, long expiry) {
    long hash = Hashing.hash(field);
    long token = locate(field, hash);
    if (token == RecordTable.ABSENT) {
      insert(Record.of(field, value), expiry, hash);
      return true;
    }
    overwrite(token, value);
    changeExpiry(token, expiry);
    return false;
  }

  @Override
  void replace(int position, Slice value) {
    overwrite(table.tokenOfSlot(position), value);
  }

  @Override
  void removeAt(int position) {
    Object element = table.removeAt(table.tokenOfSlot(position));
    recordBytes -= Record.heapBytes(RecordTable.recordOf(element));
    if (element instanceof ExpiryHeap.Timed timed && heap != null) {
      heap.remove(timed);
    }
  }

  @Override
  void expire(int position, long at) {
    changeExpiry(table.tokenOfSlot(position), at);
  }

  @Override
  long nextExpiry() {
    ExpiryHeap.Timed first = heap == null ? null : heap.first();
    return first == null ? HashValue.NEVER : first.expiry();
  }

  @Override
  int firstToExpire() {
    ExpiryHeap.Timed first = heap == null ? null : heap.first();
    return first == null ? NONE : find(Record.key(first.record, new Slice()));
  }

  @Override
  int countExpired(long now) {
    return heap == null ? 0 : heap.countUpTo(now);
  }

  @Override
  long scan(long cursor, long now, HashValue.Visitor visitor) {
    Slice field = new Slice();
    Slice value = new Slice();
    return table.scan(
        cursor,
        element -> {
          if (!HashValue.isOver(expiryOf(element), now)) {
            byte[] record = RecordTable.recordOf(element);
            visitor.visit(Record.key(record, field), Record.value(record, value));
          }
        });
  }

  private long locate(Slice field, long hash) {
    return table.locate(field.array(), field.offset(), field.length(), hash);
  }

  @SuppressWarnings("NullAway") // a position is a full slot
  private Object elementAt(int position) {
    return table.slot(position);
  }

  private byte[] recordAt(int position) {
    return RecordTable.recordOf(elementAt(position));
  }

  private static long expiryOf(Object element) {
    return element instanceof ExpiryHeap.Timed timed ? timed.expiry() : HashValue.NO_EXPIRY;
  }

  private void insert(byte[] record, long expiry, long hash) {
    recordBytes += Record.heapBytes(record);
    table.insert(expiry == HashValue.NO_EXPIRY ? record : timed(record, expiry), hash);
  }

  private void overwrite(long token, Slice value) {
    Object element = table.at(token);
    byte[] record = RecordTable.recordOf(element);
    int at = Record.valueOffset(record);
    if (record.length - at != value.length()) {
      byte[] other = Record.resize(record, value.length());
      recordBytes += Record.heapBytes(other) - Record.heapBytes(record);
      if (element instanceof ExpiryHeap.Timed timed) {
        timed.record = other;
      } else {
        table.set(token, other);
      }
      record = other;
    }
    value.copyTo(record, at);
  }

  private void changeExpiry(long token, long at) {
    Object element = table.at(token);
    if (element instanceof ExpiryHeap.Timed timed && heap != null) {
      if (at == HashValue.NO_EXPIRY) {
        heap.remove(timed);
        table.set(token, timed.record);
      } else {
        heap.change(timed, at);
      }
    } else if (at != HashValue.NO_EXPIRY) {
      table.set(token, timed((byte[]) element, at));
    }
  }

  private ExpiryHeap.Timed timed(byte[] record, long expiry) {
    if (heap == null) {
      heap = new ExpiryHeap();
    }
    ExpiryHeap.Timed timed = new ExpiryHeap.Timed(record, expiry);
    heap.add(timed);
    return timed;
  }
}
