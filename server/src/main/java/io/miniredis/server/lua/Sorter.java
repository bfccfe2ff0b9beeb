package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

/**
 * Sorts the array of a table: a quicksort that compares in the same order as the reference
 * implementation, since programs see their order function being called.
 */
final class Sorter {
  private final LuaThread t;
  private final LuaTable table;
  private final Object order;

  Sorter(LuaThread t, LuaTable table, Object order) {
    this.t = t;
    this.table = table;
    this.order = order;
  }

  private boolean less(Object a, Object b) {
    t.rt.burn(1);
    return order == NIL ? t.interpreter.less(a, b) : Operations.truth(t.call(order, a, b));
  }

  private void swap(int i, int j) {
    Object x = table.get(i);
    table.set(i, table.get(j));
    table.set(j, x);
  }

  private void swapIfLess(int i, int j) {
    if (less(table.get(j), table.get(i))) {
      swap(i, j);
    }
  }

  void sort(int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      swapIfLess(low, high);
      if (high - low == 1) {
        return;
      }
      int middle = (low + high) / 2;
      if (less(table.get(middle), table.get(low))) {
        swap(middle, low);
      } else {
        swapIfLess(middle, high);
      }
      if (high - low == 2) {
        return;
      }
      int split = partition(low, high, middle);
      if (split - low < high - split) { // the smaller part first, so that this nests little
        sort(low, split - 1);
        low = split + 1;
      } else {
        sort(split + 1, high);
        high = split - 1;
      }
    }
  }

  private int partition(int low, int high, int middle) {
    Object pivot = table.get(middle);
    swap(middle, high - 1);
    int i = low;
    int j = high - 1;
    while (true) {
      while (less(table.get(++i), pivot)) {
        if (i > high) {
          throw invalid();
        }
      }
      while (less(pivot, table.get(--j))) {
        if (j < low) {
          throw invalid();
        }
      }
      if (j < i) {
        swap(high - 1, i);
        return i;
      }
      swap(i, j);
    }
  }

  private static LuaError invalid() {
    return LuaError.of("invalid order function for sorting");
  }
}
