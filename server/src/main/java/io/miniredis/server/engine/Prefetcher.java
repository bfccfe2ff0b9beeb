package io.miniredis.server.engine;

import io.miniredis.server.value.RecordTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings near what the lookups of a batch of commands will read.
 *
 * <p>Looking a random key up costs two or three cache misses, one after the other: the tags of its
 * group, the slot, the record. Here each stage is gone through for all keys before the next begins,
 * so that the misses of different keys overlap; then the same for the elements (hash fields,
 * members) that the commands look for in large values. It is a hint only: it takes no lock, what it
 * sees may be out of date, and nothing is made of it.
 */
final class Prefetcher {
  static final int MAX = 32;

  /** An element's hash where there is no element. */
  static final long NONE = 0;

  private static final int STAGES = 3;

  private final Engine engine;
  private final @Nullable RecordTable[] tables = new RecordTable[MAX];

  @SuppressWarnings("UnusedVariable") // written only: it keeps the reads from being left out
  private int touched;

  Prefetcher(Engine engine) {
    this.engine = engine;
  }

  /**
   * Touches what lookups of these keys read, and of an element of each.
   *
   * @param count how many keys, at most {@link #MAX}
   */
  void touch(int database, long[] keys, long[] elements, int count) {
    for (int i = 0; i < count; i++) {
      Keyspace k = engine.shards().of(keys[i]).databaseIfAny(database);
      tables[i] = k == null ? null : k.table;
    }
    touchAll(keys, count);
    boolean any = false;
    for (int i = 0; i < count; i++) {
      RecordTable keyspace = tables[i];
      tables[i] = null;
      if (elements[i] != NONE && keyspace != null && keyspace.likely(keys[i]) instanceof Entry e) {
        tables[i] = e.value.elementTable();
        any = true;
      }
    }
    if (any) {
      touchAll(elements, count);
      Arrays.fill(tables, 0, count, null); // a value may be deleted now: do not keep it alive
    }
  }

  private void touchAll(long[] hashes, int count) {
    int sum = 0;
    for (int stage = 0; stage < STAGES; stage++) {
      for (int i = 0; i < count; i++) {
        RecordTable table = tables[i];
        sum += table == null ? 0 : table.touch(hashes[i], stage);
      }
    }
    touched = sum;
  }
}
