package io.miniredis.server.engine;

import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import org.jspecify.annotations.Nullable;

/** What a slot of the keyspace holds: a packed string ({@code byte[]}) or an {@link Entry}. */
final class Elements {
  private static final int LONGEST_EMBEDDED = 44;

  private Elements() {}

  /** The value, or null for a packed string. */
  static @Nullable Value value(Object element) {
    return element instanceof Entry e ? e.value : null;
  }

  /** The type's name as TYPE tells it. */
  static String type(Object element) {
    return element instanceof Entry e ? e.value.type().name() : StringValue.TYPE.name();
  }

  /** The representation as OBJECT ENCODING tells it. */
  static String encoding(Object element) {
    if (element instanceof Entry e) {
      return e.value.encoding();
    }
    byte[] r = (byte[]) element;
    Slice text = Record.value(r, new Slice());
    if ((r[0] & Keyspace.NOT_AN_INTEGER) == 0 && text.isLong()) {
      return "int";
    }
    return text.length() <= LONGEST_EMBEDDED ? "embstr" : "raw";
  }

  /** Bytes of heap that key and value take now. */
  static long heapBytes(Object element) {
    return element instanceof Entry e ? e.heapBytes() : Record.heapBytes((byte[]) element);
  }

  /**
   * Bytes that must be allocated to make a string that grows, of at least this length, of what is
   * there; 0 if it is no string.
   */
  static long growth(@Nullable Object element, long length) {
    if (element instanceof Entry e) {
      return e.value instanceof StringValue s ? s.growth(length) : 0;
    }
    if (element instanceof byte[] r) {
      int old = r.length - Record.valueOffset(r);
      return old + (length > old ? StringValue.roomy(length) : 0);
    }
    return StringValue.roomy(length);
  }

  /** Gives an element that is in no table another key; it is the same object if it is an entry. */
  static Object rekey(Object element, Slice key) {
    byte[] r = rekeyed(element, key);
    if (element instanceof Entry e) {
      e.record = r;
      return e;
    }
    return r;
  }

  /** An independent copy of an element under another key. */
  static Object copy(Object element, Slice key) {
    byte[] r = rekeyed(element, key);
    return element instanceof Entry e ? new Entry(r, e.value.copy()) : r;
  }

  private static byte[] rekeyed(Object element, Slice key) {
    return Record.withKey(RecordTable.recordOf(element), key.array(), key.offset(), key.length());
  }
}
