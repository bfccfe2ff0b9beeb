package io.miniredis.server.engine;

import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Value;

/**
 * A key whose value is more than a packed string. Its record holds flags, access bits, expiry and
 * key.
 */
final class Entry extends RecordTable.Holder {
  private static final long OBJECT_BYTES = 48;

  final Value value; // final: it is read without the lock, too (Prefetcher)

  /** Bytes of heap counted for this entry when it last changed. */
  long accounted;

  /** The earliest time for which its elements stand in the index of expiries. */
  long elementsFiledFor = Long.MAX_VALUE;

  /** Whether it counts among the entries of which elements expire. */
  boolean elementsExpire;

  /** The time for which it stands in the index of what is due, or Long.MAX_VALUE. */
  long dueFiledFor = Long.MAX_VALUE;

  /** Whether its value has a time at which something is to be done. */
  boolean isTimed;

  /** Whether it counts among the entries that are linked to another key. */
  boolean isLinked;

  Entry(byte[] record, Value value) {
    super(record);
    this.value = value;
  }

  long heapBytes() {
    return OBJECT_BYTES + io.miniredis.server.value.Record.heapBytes(record) + value.bytes();
  }
}
