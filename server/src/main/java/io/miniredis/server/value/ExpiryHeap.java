package io.miniredis.server.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fields in order of expiry: a binary heap whose entries know their place, so that the first is
 * found at once and any is moved or removed in logarithmic time.
 */
final class ExpiryHeap {
  /** A field that expires: in a hash's table in its record's stead. */
  static final class Timed extends RecordTable.Holder {
    static final int HEAP_BYTES = 32;

    private long expiry;
    private int place;

    Timed(byte[] record, long expiry) {
      super(record);
      this.expiry = expiry;
    }

    long expiry() {
      return expiry;
    }
  }

  private @Nullable Timed[] heap = new Timed[8];
  private int size;

  int size() {
    return size;
  }

  long bytes() {
    return 24 + 16 + 4L * heap.length + (long) size * Timed.HEAP_BYTES;
  }

  /** The field that expires first, or null. */
  @Nullable Timed first() {
    return heap[0];
  }

  void add(Timed field) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size + (size >>> 1));
    }
    size++;
    up(size - 1, field);
  }

  void remove(Timed field) {
    int place = field.place;
    size--;
    Timed last = at(size);
    heap[size] = null;
    if (place < size) {
      settle(place, last);
    }
    if (heap.length > 64 && size < heap.length >>> 2) {
      heap = Arrays.copyOf(heap, heap.length >>> 1);
    }
  }

  void change(Timed field, long expiry) {
    field.expiry = expiry;
    settle(field.place, field);
  }

  /** The number of fields that expire up to {@code now}; takes time in proportion to it. */
  int countUpTo(long now) {
    return countUpTo(now, 0);
  }

  private int countUpTo(long now, int root) {
    if (root >= size || at(root).expiry > now) {
      return 0;
    }
    return 1 + countUpTo(now, 2 * root + 1) + countUpTo(now, 2 * root + 2);
  }

  private void settle(int place, Timed field) {
    if (place > 0 && at((place - 1) >>> 1).expiry > field.expiry) {
      up(place, field);
    } else {
      down(place, field);
    }
  }

  private void up(int from, Timed field) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      if (at(parent).expiry <= field.expiry) {
        break;
      }
      put(place, at(parent));
      place = parent;
    }
    put(place, field);
  }

  private void down(int from, Timed field) {
    int place = from;
    while (true) {
      int child = 2 * place + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && at(child + 1).expiry < at(child).expiry) {
        child++;
      }
      if (at(child).expiry >= field.expiry) {
        break;
      }
      put(place, at(child));
      place = child;
    }
    put(place, field);
  }

  @SuppressWarnings("NullAway") // places below size are full
  private Timed at(int place) {
    return heap[place];
  }

  private void put(int place, Timed field) {
    heap[place] = field;
    field.place = place;
  }
}
