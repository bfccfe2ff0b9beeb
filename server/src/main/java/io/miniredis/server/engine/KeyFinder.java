package io.miniredis.server.engine;

import io.miniredis.server.value.Slice;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the indexes of a command's keys from its specification. What it finds depends on the
 * arguments alone; an argument list that does not fit its specification has no keys there.
 */
public final class KeyFinder {
  private int[] indexes = new int[8];
  private KeySpec[] specs = new KeySpec[8];
  private int count;
  private boolean fits;

  /** Looks for the keys of {@code args}, replacing what was found before. */
  public void find(Spec spec, Arguments args) {
    count = 0;
    fits = true;
    for (KeySpec key : spec.keySpecs) {
      if (key.isKey()) {
        find(key, args);
      }
    }
  }

  /** Whether the arguments are as the specification expects them; if not, keys may be missing. */
  public boolean fits() {
    return fits;
  }

  public int count() {
    return count;
  }

  /** The index of the argument that is the key number {@code i}, from 0. */
  public int index(int i) {
    return indexes[i];
  }

  /** What is done with the key number {@code i}. */
  public KeySpec spec(int i) {
    return specs[i];
  }

  private void find(KeySpec key, Arguments args) {
    if (key.begin() == KeySpec.Begin.UNKNOWN) {
      findLast(key, args);
      return;
    }
    int begin = begin(key, args);
    int argc = args.argc();
    if (begin <= 0 || begin >= argc) {
      fits &= begin < argc;
      return;
    }
    switch (key.find()) {
      case RANGE -> {
        if (key.endsAtOption()) {
          for (int i = begin; i < argc && (i == begin || values(key, args, i) < 0); i++) {
            add(key, i);
          }
          return;
        }
        int last = key.lastKey() < 0 ? argc + key.lastKey() : begin + key.lastKey();
        if (key.lastKey() < 0 && key.limit() > 1) {
          last = begin + (argc - begin) / key.limit() + key.lastKey();
        }
        fits &= last >= begin && last < argc;
        for (int i = begin; i <= last && i < argc; i += key.step()) {
          add(key, i);
        }
      }
      case KEYNUM -> {
        int numberAt = begin + key.keyNumIndex();
        if (numberAt >= argc) {
          fits = false;
          return;
        }
        Slice number = args.arg(numberAt);
        int first = begin + key.firstKey();
        if (!number.isLong() || number.asLong() <= 0 || number.asLong() > argc - first) {
          fits &= number.isLong() && number.asLong() == 0;
          return;
        }
        long n = number.asLong();
        for (int i = 0; i < n && first + i * key.step() < argc; i++) {
          add(key, first + i * key.step());
        }
      }
      case UNKNOWN -> {}
    }
  }

  private static int begin(KeySpec key, Arguments args) {
    String word = key.keyword();
    if (key.begin() == KeySpec.Begin.INDEX || word == null) {
      return key.begin() == KeySpec.Begin.INDEX ? key.index() : 0;
    }
    int argc = args.argc();
    if (!key.options().isEmpty()) {
      return behindOptions(key, word, args);
    }
    if (key.index() >= 0) {
      for (int i = key.index(); i < argc - 1; i++) {
        if (args.argIs(i, word)) {
          return i + 1;
        }
      }
    } else {
      for (int i = argc + key.index(); i > 0; i--) {
        if (args.argIs(i, word)) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  private static int behindOptions(KeySpec key, String word, Arguments args) {
    KeySpec.Option first = key.options().get(0);
    int i = first.word().isEmpty() ? 1 + first.values() : 1;
    while (i < args.argc() - 1 && !args.argIs(i, word)) {
      int values = values(key, args, i);
      if (values < 0) {
        return 0;
      }
      i += 1 + values;
    }
    return i < args.argc() - 1 ? i + 1 : 0;
  }

  private void findLast(KeySpec key, Arguments args) {
    String word = key.keyword();
    int found = 0;
    for (int i = 2; word != null && i < args.argc() - 1; i++) {
      if (args.argIs(i, word)) {
        found = i + 1;
      } else {
        i += Math.max(0, values(key, args, i));
      }
    }
    if (found > 0) {
      add(key, found);
    }
  }

  /** How many values follow the option at an argument; -1 if it is none. */
  private static int values(KeySpec key, Arguments args, int at) {
    List<KeySpec.Option> options = key.options();
    for (int i = 0; i < options.size(); i++) { // without an iterator
      KeySpec.Option option = options.get(i);
      if (args.argIs(at, option.word())) {
        return option.values();
      }
    }
    return -1;
  }

  private void add(KeySpec key, int index) {
    if (count == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * count);
      specs = Arrays.copyOf(specs, 2 * count);
    }
    indexes[count] = index;
    specs[count++] = key;
  }
}
