package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** What runs next, first in, first out: tasks to go on and callbacks to call. */
final class ReadyQueue {
  private @Nullable Object[] ring = new @Nullable Object[64];
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(Object item) {
    if (size == ring.length) {
      grow();
    }
    ring[(head + size++) & (ring.length - 1)] = item;
  }

  @Nullable Object poll() {
    if (size == 0) {
      return null;
    }
    Object item = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size--;
    return item;
  }

  void clear() {
    ring = new @Nullable Object[64];
    head = 0;
    size = 0;
  }

  private void grow() {
    @Nullable Object[] larger = new @Nullable Object[ring.length * 2];
    int first = ring.length - head;
    System.arraycopy(ring, head, larger, 0, first);
    System.arraycopy(ring, 0, larger, first, head);
    ring = larger;
    head = 0;
  }
}
