package io.miniredis.server.value;

import java.nio.charset.StandardCharsets;

/**
 * Reads floating-point numbers as C's {@code strtod} does where Redis calls it: the whole text must
 * be the number; signs, decimals, exponents, hexadecimal floats, {@code inf} and {@code infinity}
 * in any case are numbers; spaces, {@code nan} and the empty text are not, nor are digits whose
 * number is too large for a double or so small that it would be zero.
 */
final class DoubleParser {
  private static final long EXACT_MANTISSA = 1L << 53;
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private DoubleParser() {}

  /** The number, or NaN if the bytes are not one. */
  static double parse(byte[] a, int offset, int length) {
    return parse(a, offset, length, false);
  }

  /**
   * As {@link #parse}, but digits beyond a double's range are infinite or zero: they are only
   * compared.
   */
  static double parseBound(byte[] a, int offset, int length) {
    return parse(a, offset, length, true);
  }

  private static double parse(byte[] a, int offset, int length, boolean anyRange) {
    int at = offset;
    int end = offset + length;
    boolean negative = false;
    if (at < end && (a[at] == '-' || a[at] == '+')) {
      negative = a[at++] == '-';
    }
    if (at == end) {
      return Double.NaN;
    }
    long mantissa = 0;
    int decimals = 0;
    boolean point = false;
    int digits = 0;
    int i = at;
    for (; i < end; i++) {
      int c = a[i];
      if (c >= '0' && c <= '9') {
        if (mantissa >= EXACT_MANTISSA / 10) {
          break;
        }
        mantissa = mantissa * 10 + (c - '0');
        digits++;
        if (point) {
          decimals++;
        }
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (i == end && digits > 0 && decimals < POWERS_OF_TEN.length) {
      double value = mantissa / POWERS_OF_TEN[decimals]; // both exact, so rounded once: correct
      return negative ? -value : value;
    }
    double value = parseSlowly(a, at, end - at, anyRange);
    return negative ? -value : value;
  }

  private static double parseSlowly(byte[] a, int offset, int length, boolean anyRange) {
    String text = new String(a, offset, length, StandardCharsets.ISO_8859_1);
    if (text.equalsIgnoreCase("inf") || text.equalsIgnoreCase("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    boolean hex = text.length() > 2 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x';
    for (int i = hex ? 2 : 0; i < text.length(); i++) {
      if (!isNumeric(text, i, hex)) {
        return Double.NaN;
      }
    }
    if (hex && text.indexOf('p') < 0 && text.indexOf('P') < 0) {
      text += "p0"; // C lets the exponent go, Java does not
    }
    try {
      double value = Double.parseDouble(text);
      boolean outOfRange = Double.isInfinite(value) || (value == 0 && !isZero(text, hex));
      return outOfRange && !anyRange ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether all digits before the exponent are zeros. */
  private static boolean isZero(String text, boolean hex) {
    char exponent = hex ? 'p' : 'e';
    for (int i = hex ? 2 : 0; i < text.length() && (text.charAt(i) | 0x20) != exponent; i++) {
      if (text.charAt(i) != '0' && text.charAt(i) != '.') {
        return false;
      }
    }
    return true;
  }

  /**
   * Java's parser also takes spaces, signs in front, type suffixes and names: none of them here.
   */
  private static boolean isNumeric(String text, int i, boolean hex) {
    char c = text.charAt(i);
    if ((c >= '0' && c <= '9') || c == '.') {
      return true;
    }
    char lower = (char) (c | 0x20);
    char exponent = hex ? 'p' : 'e';
    if (c == '+' || c == '-') {
      return i > 0 && (text.charAt(i - 1) | 0x20) == exponent;
    }
    return lower == exponent || (hex && lower >= 'a' && lower <= 'f');
  }
}
