package io.miniredis.server.engine;

import java.util.Arrays;

/**
 * Which keys expire next: a binary heap of (time, hash of the key) in one array of longs.
 *
 * <p>It holds hashes instead of keys and is allowed to be behind: every key with an expiry has an
 * entry at or before that time, and an entry may have outlived its key. So prolonging an expiry,
 * the common case (sessions), touches nothing here; when the old time comes the key is found not
 * due and filed again. The owner rebuilds the index when the outlived entries are many.
 */
final class ExpiryIndex {
  private long[] heap = new long[0];
  private int size;

  int size() {
    return size;
  }

  /** The earliest time, or Long.MAX_VALUE. */
  long firstTime() {
    return size == 0 ? Long.MAX_VALUE : heap[0];
  }

  /** The hash that goes with {@link #firstTime}. */
  long firstHash() {
    return heap[1];
  }

  void add(long time, long hash) {
    if (2 * size == heap.length) {
      heap = Arrays.copyOf(heap, Math.max(16, heap.length + (heap.length >> 1) & ~1));
    }
    int i = size++;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (heap[2 * parent] <= time) {
        break;
      }
      put(i, heap[2 * parent], heap[2 * parent + 1]);
      i = parent;
    }
    put(i, time, hash);
  }

  void removeFirst() {
    size--;
    long time = heap[2 * size];
    long hash = heap[2 * size + 1];
    int i = 0;
    while (true) {
      int child = 2 * i + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && heap[2 * child + 2] < heap[2 * child]) {
        child++;
      }
      if (time <= heap[2 * child]) {
        break;
      }
      put(i, heap[2 * child], heap[2 * child + 1]);
      i = child;
    }
    if (size > 0) {
      put(i, time, hash);
    }
  }

  /** About the mean of all times, from at most so many of them; 0 if there is none. */
  double meanTime(int samples) {
    int step = Math.max(1, size / samples);
    double sum = 0;
    int n = 0;
    for (int i = 0; i < size; i += step) {
      sum += heap[2 * i];
      n++;
    }
    return n == 0 ? 0 : sum / n;
  }

  /** The hash that goes with some entry: 0 is the first, the others are in no order. */
  long hash(int entry) {
    return heap[2 * entry + 1];
  }

  /** Empties the index; returns the hashes that were in it, each once. */
  long[] takeHashes() {
    long[] hashes = new long[size];
    for (int i = 0; i < size; i++) {
      hashes[i] = hash(i);
    }
    clear();
    Arrays.sort(hashes);
    int n = 0;
    for (long hash : hashes) {
      if (n == 0 || hashes[n - 1] != hash) {
        hashes[n++] = hash;
      }
    }
    return Arrays.copyOf(hashes, n);
  }

  void clear() {
    heap = new long[0];
    size = 0;
  }

  long heapBytes() {
    return 40 + 8L * heap.length;
  }

  private void put(int i, long time, long hash) {
    heap[2 * i] = time;
    heap[2 * i + 1] = hash;
  }
}
