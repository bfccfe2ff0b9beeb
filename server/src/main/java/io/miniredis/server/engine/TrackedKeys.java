package io.miniredis.server.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one shard that clients have read who are told of changes: by their names, in whatever
 * database. Guarded by the shard's lock. Looking for a key makes no object.
 */
final class TrackedKeys {
  private static final int SMALLEST = 8;
  private static final long KEY_BYTES = 80; // measured: the key's objects, and its first reader
  private static final long READER_BYTES = 12; // an array of them has room for more

  private @Nullable TrackedKey[] buckets = new TrackedKey[SMALLEST];
  private int size;
  private long items;
  private long nameBytes;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** Bytes of heap that all of it takes, about. */
  long heapBytes() {
    return size == 0
        ? 0
        : 4L * buckets.length + nameBytes + KEY_BYTES * size + READER_BYTES * (items - size);
  }

  /** How many times some client has read some key. */
  long items() {
    return items;
  }

  /** Notes that a client has read a key; whether nobody had before. */
  boolean add(byte[] a, int offset, int length, long hash, long reader) {
    TrackedKey found = buckets[bucket(hash)];
    while (found != null && !found.is(a, offset, length, hash)) {
      found = found.next;
    }
    if (found != null) {
      items += found.add(reader) ? 1 : 0;
      return false;
    }
    if (size == buckets.length) {
      grow();
    }
    link(new TrackedKey(Arrays.copyOfRange(a, offset, offset + length), hash, reader));
    size++;
    items++;
    nameBytes += length;
    return true;
  }

  /** Forgets a key; returns who has read it, or null if nobody has. */
  @Nullable TrackedKey remove(byte[] a, int offset, int length, long hash) {
    int b = bucket(hash);
    TrackedKey before = null;
    for (TrackedKey k = buckets[b]; k != null; k = k.next) {
      if (k.is(a, offset, length, hash)) {
        unlink(b, before, k);
        return k;
      }
      before = k;
    }
    return null;
  }

  /**
   * Forgets any key, or returns null if there is none.
   *
   * @param random any number, from which the key is picked
   */
  @Nullable TrackedKey removeAny(int random) {
    for (int i = 0; size > 0 && i < buckets.length; i++) {
      int b = (random + i) & (buckets.length - 1);
      TrackedKey k = buckets[b];
      if (k != null) {
        unlink(b, null, k);
        return k;
      }
    }
    return null;
  }

  void clear() {
    buckets = new TrackedKey[SMALLEST];
    size = 0;
    items = 0;
    nameBytes = 0;
  }

  private void unlink(int bucket, @Nullable TrackedKey before, TrackedKey k) {
    if (before == null) {
      buckets[bucket] = k.next;
    } else {
      before.next = k.next;
    }
    size--;
    items -= k.count();
    nameBytes -= k.key.length;
    if (size == 0 && buckets.length > SMALLEST) {
      buckets = new TrackedKey[SMALLEST];
    }
  }

  private int bucket(long hash) {
    return (int) hash & (buckets.length - 1);
  }

  private void link(TrackedKey k) {
    int b = bucket(k.hash);
    k.next = buckets[b];
    buckets[b] = k;
  }

  private void grow() {
    @Nullable TrackedKey[] old = buckets;
    buckets = new TrackedKey[2 * old.length];
    for (TrackedKey first : old) {
      TrackedKey k = first;
      while (k != null) {
        TrackedKey next = k.next;
        link(k);
        k = next;
      }
    }
  }
}
