package io.miniredis.protocol;

/** Numbers as text, the way Redis reads and prints them. */
public final class Numbers {
  /** The most bytes that a long takes. */
  public static final int MAX_LONG_BYTES = 20;

  /** The most bytes that {@link #formatDouble} writes. */
  public static final int MAX_DOUBLE_BYTES = 32;

  private static final short[] PAIRS = pairs();

  private Numbers() {}

  /** The number of bytes that {@code value} takes in decimal, its sign included. */
  public static int stringSize(long value) {
    int sign = 0;
    long negative = value;
    if (value < 0) {
      sign = 1;
    } else {
      negative = -value;
    }
    long bound = -10;
    for (int digits = 1; digits < 19; digits++) {
      if (negative > bound) {
        return digits + sign;
      }
      bound *= 10;
    }
    return 19 + sign;
  }

  /**
   * Writes {@code value} in decimal.
   *
   * @return the index behind the last byte written
   */
  public static int write(long value, byte[] dst, int at) {
    int end = at + stringSize(value);
    int i = end;
    long rest = value;
    if (value < 0) {
      dst[at] = '-';
      while (rest <= -100) {
        long quotient = rest / 100;
        i -= 2;
        Bytes.putShort(dst, i, PAIRS[(int) (quotient * 100 - rest)]);
        rest = quotient;
      }
      rest = -rest;
    } else {
      while (rest >= 100) {
        long quotient = rest / 100;
        i -= 2;
        Bytes.putShort(dst, i, PAIRS[(int) (rest - quotient * 100)]);
        rest = quotient;
      }
    }
    if (rest >= 10) {
      Bytes.putShort(dst, i - 2, PAIRS[(int) rest]);
    } else {
      dst[i - 1] = (byte) ('0' + rest);
    }
    return end;
  }

  /**
   * Whether the bytes are a long exactly as Redis would print it: no blank, no plus, no leading
   * zero, no {@code -0}, within 64 bits.
   */
  public static boolean isLong(byte[] a, int off, int len) {
    return parseLong(a, off, len, 0) != 0 || (len == 1 && a[off] == '0');
  }

  /** Reads a long for which {@link #isLong} holds; what other bytes yield is undefined. */
  public static long parseLong(byte[] a, int off, int len) {
    return parseLong(a, off, len, 0);
  }

  /** Reads a long, or returns {@code otherwise} where {@link #isLong} does not hold. */
  public static long parseLong(byte[] a, int off, int len, long otherwise) {
    if (len <= 0 || len > MAX_LONG_BYTES) {
      return otherwise;
    }
    int at = off;
    int end = off + len;
    boolean negative = a[at] == '-';
    if (negative && ++at == end) {
      return otherwise;
    }
    int digit = a[at] - '0';
    if (digit < 1 || digit > 9) {
      return digit == 0 && len == 1 ? 0 : otherwise;
    }
    // Counts downwards: the least long has no positive twin.
    long value = -digit;
    int safe = Math.min(end, at + 18);
    while (++at < safe) {
      digit = a[at] - '0';
      if (digit < 0 || digit > 9) {
        return otherwise;
      }
      value = value * 10 - digit;
    }
    for (; at < end; at++) {
      digit = a[at] - '0';
      if (digit < 0
          || digit > 9
          || value < Long.MIN_VALUE / 10
          || value * 10 < Long.MIN_VALUE + digit) {
        return otherwise;
      }
      value = value * 10 - digit;
    }
    if (negative) {
      return value;
    }
    return value == Long.MIN_VALUE ? otherwise : -value;
  }

  /**
   * Writes a double as Redis 7.2 and later print it: whole numbers up to 2<sup>62</sup> as
   * integers, others with the fewest digits that read back as the same double, {@code nan}, {@code
   * inf}, {@code -inf}, {@code -0}.
   *
   * @param dst with room for {@link #MAX_DOUBLE_BYTES}
   * @return the index behind the last byte written
   */
  public static int formatDouble(double value, byte[] dst, int at) {
    return DoubleText.write(value, dst, at);
  }

  /**
   * As {@link #formatDouble}, but whole numbers too get an exponent where that is shorter: {@code
   * 1e+17}.
   */
  public static int formatShortest(double value, byte[] dst, int at) {
    return DoubleText.writeShortest(value, dst, at);
  }

  private static short[] pairs() {
    short[] pairs = new short[100];
    for (int i = 0; i < 100; i++) {
      pairs[i] = (short) Bytes.word('0' + i / 10, '0' + i % 10, 0, 0);
    }
    return pairs;
  }
}
