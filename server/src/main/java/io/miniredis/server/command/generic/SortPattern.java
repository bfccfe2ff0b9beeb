package io.miniredis.server.command.generic;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of BY or GET: the first * stands for the element, and makes it the name of a key;
 * behind {@code ->} comes a field, if the key is to hold a hash. {@code #} is the element itself.
 */
final class SortPattern {
  private final boolean itself;
  private final byte @Nullable [] prefix; // null: no pattern
  private final byte[] suffix;
  private final @Nullable Slice field;

  private SortPattern(
      boolean itself, byte @Nullable [] prefix, byte[] suffix, @Nullable Slice field) {
    this.itself = itself;
    this.prefix = prefix;
    this.suffix = suffix;
    this.field = field;
  }

  static SortPattern of(Slice text) {
    byte[] a = text.toBytes();
    int star = indexOf(a, '*', 0);
    if (star < 0) {
      return new SortPattern(a.length == 1 && a[0] == '#', null, new byte[0], null);
    }
    byte[] prefix = Arrays.copyOf(a, star);
    int arrow = indexOf(a, '-', star + 1);
    while (arrow >= 0 && (arrow + 1 == a.length || a[arrow + 1] != '>')) {
      arrow = indexOf(a, '-', arrow + 1);
    }
    boolean hasField = arrow >= 0 && arrow + 2 < a.length;
    byte[] suffix = Arrays.copyOfRange(a, star + 1, hasField ? arrow : a.length);
    Slice field = hasField ? Slice.of(Arrays.copyOfRange(a, arrow + 2, a.length)) : null;
    return new SortPattern(false, prefix, suffix, field);
  }

  private static int indexOf(byte[] a, int wanted, int from) {
    for (int i = from; i < a.length; i++) {
      if (a[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Whether it has a place for the element. */
  boolean isPattern() {
    return prefix != null;
  }

  /**
   * Points {@code into} at what the pattern leads to; false if there is nothing, or something of
   * another type.
   */
  boolean find(Call call, byte[] element, Slice into) {
    if (itself) {
      into.wrap(element, 0, element.length);
      return true;
    }
    byte[] before = prefix;
    if (before == null) {
      return false;
    }
    byte[] name = new byte[before.length + element.length + suffix.length];
    System.arraycopy(before, 0, name, 0, before.length);
    System.arraycopy(element, 0, name, before.length, element.length);
    System.arraycopy(suffix, 0, name, before.length + element.length, suffix.length);
    Slice key = Slice.of(name);
    Slice wanted = field;
    if (wanted == null) {
      return call.databases().findString(call.database(), key, call.now(), into);
    }
    HashValue hash = call.databases().find(call.database(), key, call.now(), HashValue.TYPE);
    return hash != null && hash.get(wanted, call.now(), into);
  }
}
