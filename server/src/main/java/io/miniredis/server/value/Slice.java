package io.miniredis.server.value;

import io.miniredis.protocol.Numbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A reusable view of bytes in somebody else's array: an argument in the read buffer, a value in its
 * record. A slice is valid only until the command that got it ends; what is kept must be copied.
 */
public final class Slice {
  private static final byte[] EMPTY = {};

  private byte[] array = EMPTY;
  private int offset;
  private int length;
  private double parsed;
  private byte @Nullable [] digits;

  /** A view of nothing, to be {@link #wrap wrapped}. */
  public Slice() {}

  /** A view of a whole array. */
  public static Slice of(byte[] array) {
    return new Slice().wrap(array, 0, array.length);
  }

  /** A view of a text's UTF-8 bytes. */
  public static Slice of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Points this view at {@code length} bytes of {@code array} from {@code offset}. */
  public Slice wrap(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    return this;
  }

  /** Points this view at nothing, so that it keeps no array alive. */
  public void clear() {
    wrap(EMPTY, 0, 0);
  }

  /**
   * Points this view at the decimal form of a number, in an array of this view's own that the next
   * number overwrites.
   */
  public Slice number(long number) {
    byte[] d = digits;
    if (d == null) {
      d = new byte[Numbers.MAX_LONG_BYTES];
      digits = d;
    }
    return wrap(d, 0, Numbers.write(number, d, 0));
  }

  public byte[] array() {
    return array;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public byte byteAt(int index) {
    return array[offset + index];
  }

  /** The bytes, copied. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  public boolean contentEquals(byte[] other) {
    return contentEquals(other, 0, other.length);
  }

  public boolean contentEquals(Slice other) {
    return contentEquals(other.array, other.offset, other.length);
  }

  public boolean contentEquals(byte[] other, int from, int otherLength) {
    return length == otherLength
        && Arrays.equals(array, offset, offset + length, other, from, from + otherLength);
  }

  /** Order of the bytes as unsigned numbers, as {@code memcmp} has it; the shorter prefix first. */
  public int compare(Slice other) {
    return Arrays.compareUnsigned(
        array, offset, offset + length, other.array, other.offset, other.offset + other.length);
  }

  /** Whether these bytes are the ASCII word, in any case. {@code upper} is written in capitals. */
  public boolean is(String upper) {
    if (length != upper.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      int b = array[offset + i];
      if (b >= 'a' && b <= 'z') {
        b -= 'a' - 'A';
      }
      if (b != upper.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether these bytes are a whole number of 64 bits in Redis's strict form (no +, no zeros
   * before, no spaces).
   */
  public boolean isLong() {
    return Numbers.isLong(array, offset, length);
  }

  /** The number; only after {@link #isLong} said yes. */
  public long asLong() {
    return Numbers.parseLong(array, offset, length);
  }

  /** Whether these bytes are a floating-point number in C's form (inf too, NaN not, no spaces). */
  public boolean isDouble() {
    double value = DoubleParser.parse(array, offset, length);
    parsed = value;
    return !Double.isNaN(value);
  }

  /** The number that the last {@link #isDouble} found. */
  public double asDouble() {
    return parsed;
  }

  /** The bytes as Latin-1 text: every byte one character, so that nothing is lost. */
  @Override
  public String toString() {
    return new String(array, offset, length, StandardCharsets.ISO_8859_1);
  }
}
