package io.miniredis.server.value;

import io.miniredis.protocol.Numbers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Whole numbers in ascending order, all as wide as the widest that ever came: two, four or eight
 * bytes. A position is an index.
 */
final class IntSet extends SetForm {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HEAP_BYTES = 24 + 16;

  private byte[] bytes;
  private int width = Short.BYTES;
  private int size;

  IntSet() {
    bytes = new byte[8];
  }

  private IntSet(IntSet other) {
    bytes = Arrays.copyOf(other.bytes, other.size * other.width);
    width = other.width;
    size = other.size;
  }

  @Override
  String encoding() {
    return "intset";
  }

  @Override
  int size() {
    return size;
  }

  @Override
  long bytes() {
    return HEAP_BYTES + ((bytes.length + 7L) & ~7L);
  }

  @Override
  IntSet copy() {
    return new IntSet(this);
  }

  @Override
  int find(Slice member) {
    return member.isLong() ? find(member.asLong()) : NONE;
  }

  private int find(long number) {
    int i = placeOf(number);
    return i < size && get(i) == number ? i : NONE;
  }

  @Override
  public int next(int position) {
    return position + 1 < size ? position + 1 : NONE;
  }

  @Override
  public int random(RandomGenerator random) {
    return random.nextInt(size);
  }

  @Override
  Slice member(int position, Slice into) {
    return into.number(get(position));
  }

  @Override
  long scan(long cursor, SetValue.Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.visit(new Slice().number(get(i))); // digits of its own, since visitors may keep them
    }
    return 0;
  }

  long get(int index) {
    return switch (width) {
      case Short.BYTES -> (short) SHORT.get(bytes, index * Short.BYTES);
      case Integer.BYTES -> (int) INT.get(bytes, index * Integer.BYTES);
      default -> (long) LONG.get(bytes, index * Long.BYTES);
    };
  }

  /** The length in decimal of the longest number. */
  int longestDigits() {
    return size == 0 ? 0 : Math.max(Numbers.stringSize(get(0)), Numbers.stringSize(get(size - 1)));
  }

  /** Adds a number. Returns whether it was not there before. */
  boolean add(long number) {
    int place = placeOf(number);
    if (place < size && get(place) == number) {
      return false;
    }
    int wide = widthOf(number);
    if (wide > width) {
      widen(wide);
    }
    reserve(size + 1);
    System.arraycopy(bytes, place * width, bytes, (place + 1) * width, (size - place) * width);
    size++;
    put(place, number);
    return true;
  }

  @Override
  void removeAt(int position) {
    int behind = (position + 1) * width;
    System.arraycopy(bytes, behind, bytes, position * width, size * width - behind);
    size--;
    if (bytes.length > 64 && size * width < bytes.length / 4) {
      bytes = Arrays.copyOf(bytes, bytes.length / 2);
    }
  }

  /** The index of the first number that is not less. */
  private int placeOf(long number) {
    if (size == 0 || number > get(size - 1)) {
      return size;
    }
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The index of the first number from an index on that is not less; near ones are found fast. */
  int placeOf(long number, int from) {
    int low = from;
    int high = from;
    for (int step = 1; high < size && get(high) < number; step <<= 1) {
      low = high + 1;
      high = (int) Math.min(size, (long) high + step);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void put(int index, long number) {
    switch (width) {
      case Short.BYTES -> SHORT.set(bytes, index * Short.BYTES, (short) number);
      case Integer.BYTES -> INT.set(bytes, index * Integer.BYTES, (int) number);
      default -> LONG.set(bytes, index * Long.BYTES, number);
    }
  }

  private static int widthOf(long number) {
    return number == (short) number
        ? Short.BYTES
        : number == (int) number ? Integer.BYTES : Long.BYTES;
  }

  private void widen(int wide) {
    IntSet narrow = new IntSet(this);
    width = wide;
    reserve(size + 1);
    for (int i = 0; i < size; i++) {
      put(i, narrow.get(i));
    }
  }

  private void reserve(int count) {
    int needed = Math.multiplyExact(count, width);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >>> 1)));
    }
  }
}
