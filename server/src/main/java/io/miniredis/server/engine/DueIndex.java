package io.miniredis.server.engine;

import io.miniredis.server.value.RecordTable;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a keyspace have something to be done at a time ({@link
 * io.miniredis.server.value.Value#nextDue}), the earliest first: as {@link ExpiryIndex} it may be
 * behind, so that what becomes due later than was thought costs nothing.
 */
final class DueIndex {
  private static final int STALE_ALLOWED = 64;

  private final ExpiryIndex index = new ExpiryIndex();
  private int timed;

  /** The time at which there may be something to do; Long.MAX_VALUE if never. */
  long next() {
    return index.firstTime();
  }

  long heapBytes() {
    return index.heapBytes();
  }

  /** Files an entry by the time that its value tells now. */
  void file(Entry entry, long hash, RecordTable table) {
    long next = entry.value.nextDue();
    boolean isTimed = next != Long.MAX_VALUE;
    if (entry.isTimed != isTimed) {
      entry.isTimed = isTimed;
      timed += isTimed ? 1 : -1;
    }
    if (next < entry.dueFiledFor) {
      entry.dueFiledFor = next;
      index.add(next, hash);
      if (index.size() > 2 * timed + STALE_ALLOWED) {
        rebuild(table);
      }
    }
  }

  /** An entry leaves the keyspace. */
  void forget(Entry entry) {
    if (entry.isTimed) {
      entry.isTimed = false;
      timed--;
    }
    entry.dueFiledFor = Long.MAX_VALUE;
  }

  void clear() {
    index.clear();
    timed = 0;
  }

  /** Takes the first entry of all out, to be filed again; null if it is outdated. */
  @Nullable Entry take(RecordTable table) {
    long time = index.firstTime();
    long hash = index.firstHash();
    index.removeFirst();
    long token = table.locate(hash, o -> o instanceof Entry e && e.dueFiledFor == time);
    if (token < 0) {
      return null;
    }
    Entry entry = (Entry) table.at(token);
    entry.dueFiledFor = Long.MAX_VALUE;
    return entry;
  }

  private void rebuild(RecordTable table) {
    for (long hash : index.takeHashes()) {
      long token = table.locate(hash, o -> o instanceof Entry e && e.isTimed);
      if (token >= 0) {
        Entry e = (Entry) table.at(token);
        e.dueFiledFor = e.value.nextDue();
        index.add(e.dueFiledFor, hash);
      }
    }
  }
}
