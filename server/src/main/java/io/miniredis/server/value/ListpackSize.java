package io.miniredis.server.value;

/**
 * How many bytes Redis's listpack takes for something. Lists are not stored as listpacks here, but
 * where a node ends and which encoding OBJECT ENCODING names follows from these sizes.
 */
final class ListpackSize {
  /** A listpack without elements: its header and its end mark. */
  static final int EMPTY = 7;

  private static final int LONGEST_NUMBER = 20;

  private ListpackSize() {}

  /** Bytes of one element, the length behind it included. */
  static int ofEntry(byte[] a, int offset, int length) {
    int number = length == 0 || length > LONGEST_NUMBER ? 0 : ofNumber(a, offset, length);
    int n =
        number != 0 ? number : length < 64 ? 1 + length : length < 4096 ? 2 + length : 5 + length;
    return n + (n <= 127 ? 1 : n < 16383 ? 2 : n < 2097151 ? 3 : n < 268435455 ? 4 : 5);
  }

  /** Bytes of a number as an element, the length behind it included. */
  static int ofNumber(long v) {
    return 1 + dataOf(v);
  }

  /** Bytes of a whole number in its compact form, or 0 if these bytes are not one. */
  private static int ofNumber(byte[] a, int offset, int length) {
    boolean negative = a[offset] == '-';
    int at = negative ? 1 : 0;
    int digits = length - at;
    if (digits == 0 || digits > 19 || (a[offset + at] == '0' && length > 1)) {
      return 0;
    }
    long v = 0; // counted downwards: the lowest long has no positive twin
    for (; at < length; at++) {
      int d = a[offset + at] - '0';
      if (d < 0 || d > 9) {
        return 0;
      }
      v = v * 10 - d;
    }
    if (v > 0) {
      return 0; // 19 digits run over at most once, to the other sign
    }
    if (!negative) {
      if (v == Long.MIN_VALUE) {
        return 0;
      }
      v = -v;
    }
    return dataOf(v);
  }

  private static int dataOf(long v) {
    if (v >= 0 && v <= 127) {
      return 1;
    }
    long magnitude = v < 0 ? ~v : v;
    int bits = 65 - Long.numberOfLeadingZeros(magnitude);
    return bits <= 13 ? 2 : bits <= 16 ? 3 : bits <= 24 ? 4 : bits <= 32 ? 5 : 9;
  }
}
