package io.miniredis.server.engine;

import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One database's keys in one shard, as they were when a snapshot began. Everything here happens
 * with the shard locked.
 *
 * <p>The walk goes over the table as SCAN does, in the order of the hashes' reversed bits. So it
 * tells of any hash whether it has passed it, however the table has grown meanwhile. What it has
 * not passed, and is about to change, is taken down right before, and remembered by name, so that
 * the walk leaves it out.
 */
final class SnapshotPart {
  private final Shard shard;
  private final int database;
  private final Keyspace keyspace;
  private final AccessClock access;
  private final Supplier<? extends Snapshot.Images> supplier;
  private final RecordTable ahead = new RecordTable(); // keys that the walk is to leave out
  private final Slice key = new Slice();
  private final Slice text = new Slice();
  private Snapshot.@Nullable Images early; // what was taken down before the walk came
  private long cursor;
  private boolean complete;

  SnapshotPart(
      Shard shard,
      int database,
      Keyspace keyspace,
      AccessClock access,
      Supplier<? extends Snapshot.Images> supplier) {
    this.shard = shard;
    this.database = database;
    this.keyspace = keyspace;
    this.access = access;
    this.supplier = supplier;
  }

  Shard shard() {
    return shard;
  }

  int database() {
    return database;
  }

  Keyspace keyspace() {
    return keyspace;
  }

  /** Whether the walk is over. */
  boolean isComplete() {
    return complete;
  }

  /** Bytes that were taken down early; may be asked without the lock. */
  long earlyBytes() {
    Snapshot.Images images = early;
    return images == null ? 0 : images.size();
  }

  /** What was taken down early since the last time; null if nothing was. */
  Snapshot.@Nullable Images takeEarly() {
    Snapshot.Images taken = early;
    early = null;
    return taken;
  }

  /** Goes on with the walk until there are about so many bytes, or it is over. */
  void advance(Snapshot.Images into, long bytes, int steps) {
    for (int i = 0; i < steps && !complete && into.size() < bytes; i++) {
      cursor = keyspace.table.scan(cursor, element -> visit(element, into));
      complete = cursor == 0;
    }
  }

  private void visit(Object element, Snapshot.Images into) {
    byte[] r = RecordTable.recordOf(element);
    int at = Record.keyOffset(r);
    int length = Record.keyLength(r);
    long hash = Hashing.hash(r, at, length);
    // a table that has shrunk shows some of what has been passed again
    if (!hasPassed(hash) && (ahead.size() == 0 || ahead.locate(r, at, length, hash) < 0)) {
      takeDown(element, r, into);
    }
  }

  /**
   * To be called before a key changes, comes or goes.
   *
   * @param token of the key, or less than 0 if it is not there
   */
  void beforeChange(byte[] a, int offset, int length, long hash, long token) {
    if (complete || hasPassed(hash) || ahead.locate(a, offset, length, hash) >= 0) {
      return;
    }
    ahead.insert(Record.create(0, Record.NO_EXPIRY, a, offset, length, 0), hash);
    if (token >= 0) {
      Object element = keyspace.table.at(token);
      takeDown(element, RecordTable.recordOf(element), early());
    }
  }

  /** As the other, of a key that is there. */
  void beforeChange(long token) {
    byte[] r = RecordTable.recordOf(keyspace.table.at(token));
    int at = Record.keyOffset(r);
    int length = Record.keyLength(r);
    beforeChange(r, at, length, Hashing.hash(r, at, length), token);
  }

  private boolean hasPassed(long hash) {
    return Long.compareUnsigned(Long.reverse(hash), Long.reverse(cursor)) < 0;
  }

  private Snapshot.Images early() {
    Snapshot.Images images = early;
    if (images == null) {
      images = supplier.get();
      early = images;
    }
    return images;
  }

  private void takeDown(Object element, byte[] r, Snapshot.Images into) {
    boolean counts = access.frequencies();
    Entry entry = element instanceof Entry e ? e : null;
    into.add(
        Record.key(r, key),
        entry == null ? null : entry.value,
        entry == null ? Record.value(r, text) : text,
        Record.expiry(r),
        counts ? -1 : access.idleSeconds(Record.access(r)),
        counts ? access.frequency(Record.access(r)) : -1);
  }
}
