package io.miniredis.server.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Named things in the order of their names' bytes, looked for without making an object. */
final class NameList<T extends NameList.Named> implements Iterable<T> {
  /** Something with a name. */
  abstract static class Named {
    private final Slice name;

    Named(byte[] name) {
      this.name = Slice.of(name);
    }

    /** The name; a view that stays as it is. */
    public final Slice name() {
      return name;
    }

    final long nameBytes() {
      return 40 + 16 + ((name.length() + 7L) & ~7L) + 4;
    }
  }

  static final int HEAP_BYTES = 3 * 24;

  /** What the first few elements take. */
  static final int FIRST_ARRAY = 16 + 4 * 10;

  private final List<T> sorted = new ArrayList<>();
  private final List<T> view = Collections.unmodifiableList(sorted);

  int size() {
    return sorted.size();
  }

  @Nullable T find(Slice name) {
    int index = index(name);
    return index < 0 ? null : sorted.get(index);
  }

  void add(T thing) {
    sorted.add(~index(thing.name()), thing);
  }

  void remove(T thing) {
    sorted.remove(index(thing.name()));
  }

  @Override
  public Iterator<T> iterator() {
    return sorted.iterator();
  }

  /** All of them; the list changes with this one. */
  List<T> list() {
    return view;
  }

  /** Where the name is, or the complement of where it belongs. */
  private int index(Slice name) {
    int low = 0;
    int high = sorted.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int c = sorted.get(middle).name().compare(name);
      if (c == 0) {
        return middle;
      }
      if (c < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ~low;
  }
}
