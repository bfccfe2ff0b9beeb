package io.miniredis.server.command.server;

import io.miniredis.server.engine.KeySpec;
import java.util.List;

/**
 * Where the keys stand, as servers before 7.0 told it, and COMMAND INFO still does: first, last and
 * step, all 0 if there are none. What key specifications say beyond that is left out.
 *
 * @param last the index of the last key; negative: counted from the last argument, which is -1
 */
record KeyRange(int first, int last, int step) {
  private static final KeyRange NONE = new KeyRange(0, 0, 0);

  /** The range that covers those specifications which are ranges side by side. */
  static KeyRange of(List<KeySpec> keys) {
    if (keys.size() == 1 && isRange(keys.getFirst())) {
      KeySpec only = keys.getFirst();
      return new KeyRange(only.index(), last(only), only.step());
    }
    int first = 0;
    int last = 0;
    for (KeySpec key : keys) {
      boolean adjacent = first == 0 || key.index() == last + 1;
      if (isRange(key) && (key.step() == 1 || key.lastKey() == 0) && adjacent) {
        first = first == 0 ? key.index() : Math.min(first, key.index());
        last = last(key) < 0 ? last(key) : Math.max(last, last(key));
      }
    }
    return first == 0 ? NONE : new KeyRange(first, last, 1);
  }

  private static boolean isRange(KeySpec key) {
    return key.begin() == KeySpec.Begin.INDEX && key.find() == KeySpec.Find.RANGE;
  }

  private static int last(KeySpec key) {
    return key.lastKey() < 0 ? key.lastKey() : key.index() + key.lastKey();
  }
}
