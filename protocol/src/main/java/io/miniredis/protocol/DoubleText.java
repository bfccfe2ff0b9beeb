package io.miniredis.protocol;

import java.util.Arrays;

/**
 * Lays doubles out as text, byte for byte as Redis 7.2 and later do.
 *
 * <p>Whole numbers up to 2<sup>62</sup> are integers. Of others come the digits of {@link
 * ShortestDigits}: plain where that is short, else as {@code d.ddde+x}.
 */
final class DoubleText {
  private static final double WHOLE = 0x1p62;

  private DoubleText() {}

  static int write(double value, byte[] dst, int at) {
    if (value >= -WHOLE && value <= WHOLE) {
      long whole = (long) value;
      if (whole == value && (whole != 0 || Double.doubleToRawLongBits(value) == 0)) {
        return Numbers.write(whole, dst, at);
      }
    }
    return writeShortest(value, dst, at);
  }

  /** As few digits as tell the number, with an exponent where that is shorter. */
  static int writeShortest(double value, byte[] dst, int at) {
    if (Double.isNaN(value)) {
      return ascii("nan", dst, at);
    }
    double magnitude = Math.abs(value);
    int from = at;
    if (Double.doubleToRawLongBits(value) < 0) {
      dst[from++] = '-';
    }
    if (magnitude == 0) {
      return ascii("0", dst, from);
    }
    if (magnitude == Double.POSITIVE_INFINITY) {
      return ascii("inf", dst, from);
    }
    int written = ShortestDigits.write(magnitude, dst, from);
    return layOut(dst, from, ShortestDigits.count(written), ShortestDigits.exponent(written));
  }

  /**
   * Makes a number of {@code count} digits at {@code at}, times a power of ten; returns its end.
   */
  private static int layOut(byte[] dst, int at, int count, int exponent) {
    int magnitude = Math.abs(exponent + count - 1);
    if (exponent >= 0 && magnitude < count + 7) {
      return zeros(dst, at + count, exponent);
    }
    if (exponent < 0 && (exponent > -7 || magnitude < 4)) {
      int whole = count + exponent;
      if (whole <= 0) {
        System.arraycopy(dst, at, dst, at + 2 - whole, count);
        zeros(dst, at, 2 - whole);
        dst[at + 1] = '.';
        return at + 2 - whole + count;
      }
      System.arraycopy(dst, at + whole, dst, at + whole + 1, count - whole);
      dst[at + whole] = '.';
      return at + count + 1;
    }
    int end = at + 1;
    if (count > 1) {
      System.arraycopy(dst, end, dst, end + 1, count - 1);
      dst[end] = '.';
      end += count;
    }
    dst[end] = 'e';
    dst[end + 1] = exponent + count - 1 < 0 ? (byte) '-' : (byte) '+';
    return Numbers.write(magnitude, dst, end + 2);
  }

  private static int zeros(byte[] dst, int at, int count) {
    Arrays.fill(dst, at, at + count, (byte) '0');
    return at + count;
  }

  private static int ascii(String text, byte[] dst, int at) {
    for (int i = 0; i < text.length(); i++) {
      dst[at + i] = (byte) text.charAt(i);
    }
    return at + text.length();
  }
}
