package io.miniredis.server.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key with the ids of the clients that have read it, in ascending order. */
final class TrackedKey {
  final byte[] key;
  final long hash;
  @Nullable TrackedKey next; // in its bucket
  private long[] readers;
  private int count;

  TrackedKey(byte[] key, long hash, long reader) {
    this.key = key;
    this.hash = hash;
    this.readers = new long[] {reader};
    this.count = 1;
  }

  boolean is(byte[] a, int offset, int length, long hash) {
    return this.hash == hash && Arrays.equals(key, 0, key.length, a, offset, offset + length);
  }

  /** Adds a client; false if it was there. */
  boolean add(long reader) {
    int at = Arrays.binarySearch(readers, 0, count, reader);
    if (at >= 0) {
      return false;
    }
    at = -1 - at;
    if (count == readers.length) {
      readers = Arrays.copyOf(readers, 2 * count);
    }
    System.arraycopy(readers, at, readers, at + 1, count - at);
    readers[at] = reader;
    count++;
    return true;
  }

  int count() {
    return count;
  }

  long reader(int i) {
    return readers[i];
  }
}
