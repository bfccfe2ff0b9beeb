package io.miniredis.server.value;

import java.util.Arrays;

/**
 * A string that is changed in place: what a key holds once it was appended to or written into. (A
 * string that was only SET lies packed in the keyspace's record instead.)
 *
 * <p>When it must grow it takes twice what it needs, from 1 MiB on 1 MiB more than it needs, so
 * that appending costs a constant per byte. Bytes between the old end and a range written behind it
 * are 0.
 */
public final class StringValue extends Value {
  public static final ValueType<StringValue> TYPE =
      new ValueType<>("string", StringValue.class, limits -> new StringValue());

  /** No string can be longer: the longest array. */
  public static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private static final int HEAP_BYTES = 24 + 16;
  private static final int MAX_EXTRA = 1 << 20;
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int length;

  public StringValue() {}

  /** A copy of the bytes, with room for {@code extra} more. */
  public StringValue(Slice content, int extra) {
    length = content.length();
    bytes = new byte[Math.addExact(length, extra)];
    content.copyTo(bytes, 0);
  }

  /** A string of exactly these bytes; the array is its own from now on. */
  public static StringValue owning(byte[] bytes) {
    StringValue value = new StringValue();
    value.replace(bytes);
    return value;
  }

  @Override
  public ValueType<?> type() {
    return TYPE;
  }

  @Override
  public String encoding() {
    return "raw";
  }

  @Override
  public long bytes() {
    return HEAP_BYTES + ((bytes.length + 7L) & ~7L);
  }

  @Override
  public boolean isEmpty() {
    return false; // a string without bytes is a value all the same
  }

  @Override
  public StringValue copy() {
    return new StringValue(Slice.of(bytes).wrap(bytes, 0, length), 0);
  }

  /** The number of bytes. */
  public int length() {
    return length;
  }

  /** Points {@code into} at the content; it holds until the value changes. */
  public Slice view(Slice into) {
    return into.wrap(bytes, 0, length);
  }

  /** The array that holds the content, from index 0 to {@link #length}; it may be longer. */
  public byte[] array() {
    return bytes;
  }

  public void append(Slice tail) {
    append(tail.array(), tail.offset(), tail.length());
  }

  /** Appends {@code n} bytes of an array, which may be this value's own. */
  public void append(byte[] a, int offset, int n) {
    int at = length;
    ensureLength((long) at + n);
    System.arraycopy(a, offset, bytes, at, n);
  }

  /**
   * Writes bytes at an offset; the content grows as far as they reach.
   *
   * @throws IllegalArgumentException if that is past {@link #MAX_LENGTH}
   */
  public void setRange(long offset, Slice range) {
    long end = offset + range.length();
    if (range.isEmpty()) {
      return;
    }
    ensureLength(end);
    range.copyTo(bytes, (int) offset);
  }

  /** Makes the content at least this long, with zeros behind its end. */
  public void ensureLength(long atLeast) {
    if (atLeast <= length) {
      return;
    }
    if (atLeast > bytes.length) {
      if (atLeast > MAX_LENGTH) {
        throw new IllegalArgumentException("a string cannot hold " + atLeast + " bytes");
      }
      bytes = Arrays.copyOf(bytes, (int) roomy(atLeast));
    }
    length = (int) atLeast;
  }

  /** The bytes to be allocated for the content to be at least this long; 0 if there is room. */
  public long growth(long atLeast) {
    return atLeast > bytes.length ? roomy(atLeast) : 0;
  }

  /** The bytes that a string takes that is made at least this long. */
  public static long roomy(long length) {
    return Math.min(length + Math.min(length, MAX_EXTRA), MAX_LENGTH);
  }

  /** Takes exactly these bytes instead of its own; the array belongs to it from now on. */
  public void replace(byte[] content) {
    bytes = content;
    length = content.length;
  }

  /** Puts {@code n} bytes of an array in the place of {@code removed} bytes of this. */
  public void splice(int at, int removed, byte[] a, int n) {
    int tail = at + removed;
    int oldLength = length;
    ensureLength((long) oldLength + n - removed);
    System.arraycopy(bytes, tail, bytes, at + n, oldLength - tail);
    System.arraycopy(a, 0, bytes, at, n);
    length = oldLength + n - removed;
  }
}
