package io.miniredis.server.value;

import java.util.Arrays;

/**
 * Some entries of a stream in one array, in order of their ids.
 *
 * <p>It begins with the field names of its first entry; an entry with the same fields keeps values
 * only. Ids are kept as differences from the block's first. All numbers are of variable length, 7
 * bits a byte:
 *
 * <pre>
 * block = count of names, names, entries
 * entry = length of body, body, length of body with its bytes reversed (to walk backwards)
 * body  = flags (1 byte), milliseconds, zigzag of number, then values,
 *         or the count of fields, then fields and values
 * name, field, value = length, bytes
 * </pre>
 *
 * <p>A deleted entry is only marked. What the same entries take as one of Redis's listpacks is kept
 * account of, for a block ends where Redis's ends: approximate trimming drops whole blocks, so its
 * results depend on that.
 */
final class StreamBlock extends IdRun {
  static final int DELETED = 1;
  static final int SAME_FIELDS = 2;
  static final int LARGEST = 1 << 30;
  private static final int HEAP_BYTES = 64 + 16;

  byte[] bytes;
  int used;
  int live;
  int deleted;

  /** Where the entries begin. */
  final int firstEntry;

  /** The number of the first entry's fields, and where their names begin. */
  final int fields;

  final int names;

  private long listpackBytes; // without the two counts

  /** A block for the first of its entries, which is not appended yet. */
  StreamBlock(long ms, long seq, StreamEntry entry, int capacity) {
    super(ms, seq);
    fields = entry.elements() / 2;
    int size = Varint.size(fields);
    for (int i = 0; i < entry.elements(); i += 2) {
      size += sizeOf(entry.element(i));
    }
    bytes = new byte[Math.max(capacity, size)];
    int at = Varint.write(fields, bytes, 0);
    names = at;
    long listpack =
        (long) ListpackSize.EMPTY + ListpackSize.ofNumber(fields) + ListpackSize.ofNumber(0);
    for (int i = 0; i < entry.elements(); i += 2) {
      Slice name = entry.element(i);
      at = write(name, at);
      listpack += ListpackSize.ofEntry(name.array(), name.offset(), name.length());
    }
    firstEntry = at;
    used = at;
    listpackBytes = listpack;
  }

  private StreamBlock(StreamBlock other) {
    super(other.ms, other.seq);
    bytes = Arrays.copyOf(other.bytes, other.used);
    used = other.used;
    live = other.live;
    deleted = other.deleted;
    firstEntry = other.firstEntry;
    fields = other.fields;
    names = other.names;
    listpackBytes = other.listpackBytes;
  }

  StreamBlock copy() {
    return new StreamBlock(this);
  }

  @Override
  long heapBytes() {
    return HEAP_BYTES + ((bytes.length + 7L) & ~7L);
  }

  /** Bytes that Redis's listpack would take. */
  long listpackBytes() {
    return listpackBytes + ListpackSize.ofNumber(live) + ListpackSize.ofNumber(deleted);
  }

  /** The id of its last entry, be it deleted or not. */
  StreamId lastId() {
    int body = Varint.readReversed(bytes, used);
    int at = used - Varint.size(body) - body + 1;
    long m = Varint.read(bytes, at);
    long s = Varint.read(bytes, at + Varint.size(m));
    return new StreamId(ms + m, seq + unzigzag(s));
  }

  /** Gives back the room behind the last entry. */
  void shrink() {
    if (bytes.length - used > used >> 4) {
      bytes = Arrays.copyOf(bytes, used);
    }
  }

  /** Appends an entry whose id is greater than all before. */
  void append(long entryMs, long entrySeq, StreamEntry entry) {
    boolean same = hasSameFields(entry);
    int elements = entry.elements();
    long seqDifference = zigzag(entrySeq - seq);
    int body = 1 + Varint.size(entryMs - ms) + Varint.size(seqDifference);
    int step = same ? 2 : 1;
    if (!same) {
      body += Varint.size(elements / 2);
    }
    for (int i = step - 1; i < elements; i += step) {
      body = Math.addExact(body, sizeOf(entry.element(i)));
    }
    int frame = Varint.size(body);
    makeRoom(Math.addExact(body, 2 * frame));
    int at = Varint.write(body, bytes, used);
    bytes[at++] = (byte) (same ? SAME_FIELDS : 0);
    at = Varint.write(entryMs - ms, bytes, at);
    at = Varint.write(seqDifference, bytes, at);
    if (!same) {
      at = Varint.write(elements / 2, bytes, at);
    }
    for (int i = step - 1; i < elements; i += step) {
      at = write(entry.element(i), at);
    }
    used = Varint.writeReversed(body, bytes, at);
    live++;
    accountListpack(entryMs, entrySeq, entry, same);
  }

  private void accountListpack(long entryMs, long entrySeq, StreamEntry entry, boolean same) {
    int elements = entry.elements();
    int numFields = elements / 2;
    long size = ListpackSize.ofNumber(same ? SAME_FIELDS : 0);
    size += ListpackSize.ofNumber(entryMs - ms) + ListpackSize.ofNumber(entrySeq - seq);
    int step = same ? 2 : 1;
    for (int i = step - 1; i < elements; i += step) {
      Slice e = entry.element(i);
      size += ListpackSize.ofEntry(e.array(), e.offset(), e.length());
    }
    if (same) {
      size += ListpackSize.ofNumber(numFields + 3);
    } else {
      size += ListpackSize.ofNumber(numFields) + ListpackSize.ofNumber(2L * numFields + 4);
    }
    listpackBytes += size;
  }

  private boolean hasSameFields(StreamEntry entry) {
    if (entry.elements() != 2 * fields) {
      return false;
    }
    int at = names;
    for (int i = 0; i < entry.elements(); i += 2) {
      int length = Varint.readInt(bytes, at);
      at += Varint.size(length);
      if (!entry.element(i).contentEquals(bytes, at, length)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private void makeRoom(int more) {
    int needed = Math.addExact(used, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, used + (used >> 1)));
    }
  }

  private int write(Slice element, int at) {
    int p = Varint.write(element.length(), bytes, at);
    element.copyTo(bytes, p);
    return p + element.length();
  }

  private static int sizeOf(Slice element) {
    return Varint.size(element.length()) + element.length();
  }

  static long zigzag(long n) {
    return n << 1 ^ n >> 63;
  }

  static long unzigzag(long n) {
    return n >>> 1 ^ -(n & 1);
  }
}
