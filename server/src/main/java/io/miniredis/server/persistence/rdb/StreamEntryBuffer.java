package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamEntry;
import java.util.ArrayList;
import java.util.List;

/** An entry whose elements are read one after the other, into views that are used again. */
final class StreamEntryBuffer implements StreamEntry {
  private final List<Slice> views = new ArrayList<>();
  private int count;

  void clear() {
    count = 0;
  }

  /** A view for one more element. */
  Slice add() {
    if (count == views.size()) {
      views.add(new Slice());
    }
    return views.get(count++);
  }

  /** The view of an element, for another to be read into it. */
  Slice elementToRead(int index) {
    return views.get(index);
  }

  /** Bytes of all elements. */
  long bytes() {
    long n = 0;
    for (int i = 0; i < count; i++) {
      n += views.get(i).length();
    }
    return n;
  }

  @Override
  public int elements() {
    return count;
  }

  @Override
  public Slice element(int index) {
    return views.get(index);
  }
}
