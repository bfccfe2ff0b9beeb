package io.miniredis.server.value;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A number of x87's 80-bit extended precision (a mantissa of 64 bits, exponents to 2^±16383), which
 * is what Redis computes INCRBYFLOAT and HINCRBYFLOAT in: reading, adding and printing give the
 * same bytes as the C library's {@code long double} does, rounding to nearest, ties to even.
 *
 * <p>A short decimal ({@code units / 10^scale}) stays one as long as that provably makes no
 * difference. Whole numbers that 63 bits hold are exact in 64. And each of the three roundings in
 * {@code a + b} is off by at most 2^-64 of its result, so while neither number is past 15 the sum
 * is off by less than half of the 17th decimal, and prints as the sum of the decimals does.
 */
public final class LongDouble {
  private static final int MANTISSA_BITS = 64;
  private static final int MIN_EXPONENT = -16445;
  private static final int MAX_EXPONENT = 16384;
  private static final int PRINTED_DECIMALS = 17;
  private static final long SHORT_SUM_LIMIT = 15;
  private static final BigInteger PRINTED_UNIT = BigInteger.TEN.pow(PRINTED_DECIMALS);
  private static final long[] POWERS_OF_TEN = new long[19];

  /** What a key that is absent counts as. */
  public static final LongDouble ZERO;

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
    }
    ZERO = ofDecimal(0, 0);
  }

  /** The number is mantissa * 2^exponent; null while it is a short decimal, or not finite. */
  private @Nullable BigInteger mantissa;

  private int exponent;

  private final boolean finite;
  private final long units;
  private final int scale; // of a short decimal, else -1
  private final boolean negative;

  private LongDouble(
      @Nullable BigInteger mantissa,
      int exponent,
      boolean finite,
      long units,
      int scale,
      boolean negative) {
    this.mantissa = mantissa;
    this.exponent = exponent;
    this.finite = finite;
    this.units = units;
    this.scale = scale;
    this.negative = negative;
  }

  static LongDouble ofDecimal(long units, int scale) {
    return new LongDouble(null, 0, true, units, scale, units < 0);
  }

  static LongDouble infinity(boolean negative) {
    return new LongDouble(null, 0, false, 0, -1, negative);
  }

  /**
   * Reads a number as C's {@code strtold} does where Redis calls it: the whole text must be the
   * number; exponents, hexadecimal floats and {@code inf} are taken, spaces, {@code nan} and
   * numbers too large or too small to tell from 0 are not.
   *
   * @return null if the text is no such number
   */
  public static @Nullable LongDouble parse(Slice text) {
    return LongDoubleParser.parse(text.array(), text.offset(), text.length());
  }

  /** Whether it is neither an infinity nor what opposite infinities add up to. */
  public boolean isFinite() {
    return finite;
  }

  /** The nearest double; an infinity beyond its range. */
  public double doubleValue() {
    if (scale >= 0) {
      return (double) units / POWERS_OF_TEN[scale];
    }
    if (!finite || mantissa == null) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Math.scalb(mantissa.doubleValue(), exponent);
  }

  boolean isZero() {
    return finite && (scale >= 0 ? units == 0 : mantissa().signum() == 0);
  }

  /**
   * The sum, rounded to the nearest number; not finite if it is too large or an operand is not. It
   * is there to be printed: to add to it, read it again.
   */
  public LongDouble plus(LongDouble other) {
    if (!finite || !other.finite) {
      return infinity(finite ? other.negative : negative);
    }
    if (scale >= 0 && other.scale >= 0) {
      LongDouble sum = plusShort(other);
      if (sum != null) {
        return sum;
      }
    }
    BigInteger a = mantissa();
    BigInteger b = other.mantissa();
    int e = Math.min(exponent, other.exponent);
    return round(a.shiftLeft(exponent - e).add(b.shiftLeft(other.exponent - e)), e, false);
  }

  private @Nullable LongDouble plusShort(LongDouble other) {
    if (scale == 0 && other.scale == 0) {
      return ofDecimal(units + other.units, 0); // both have 18 digits at most
    }
    if (isPast(SHORT_SUM_LIMIT) || other.isPast(SHORT_SUM_LIMIT)) {
      return null;
    }
    int common = Math.max(scale, other.scale);
    return ofDecimal(
        units * POWERS_OF_TEN[common - scale] + other.units * POWERS_OF_TEN[common - other.scale],
        common);
  }

  private boolean isPast(long limit) {
    return Math.abs(units) > limit * POWERS_OF_TEN[scale];
  }

  private BigInteger mantissa() {
    BigInteger m = mantissa;
    if (m == null) {
      LongDouble binary =
          ofRatio(BigInteger.valueOf(units), BigInteger.valueOf(POWERS_OF_TEN[scale]));
      m = binary.mantissa();
      mantissa = m;
      exponent = binary.exponent;
    }
    return m;
  }

  /** The nearest number to {@code n / d}; {@code d} is positive. */
  static LongDouble ofRatio(BigInteger n, BigInteger d) {
    int shift = Math.max(0, MANTISSA_BITS + 2 + d.bitLength() - n.bitLength());
    BigInteger[] q = n.shiftLeft(shift).divideAndRemainder(d);
    return round(q[0], -shift, q[1].signum() != 0);
  }

  /**
   * The nearest number to {@code n * 2^e}.
   *
   * @param more whether the true value is a little further from 0 than {@code n} tells; only with
   *     an {@code n} longer than a mantissa
   */
  static LongDouble round(BigInteger n, int e, boolean more) {
    BigInteger m = n.abs();
    int drop = Math.max(m.bitLength() - MANTISSA_BITS, MIN_EXPONENT - e);
    int exponent = e;
    if (drop > 0) {
      boolean half = m.testBit(drop - 1);
      boolean rest = more || m.getLowestSetBit() < drop - 1;
      m = m.shiftRight(drop);
      exponent += drop;
      if (half && (rest || m.testBit(0))) {
        m = m.add(BigInteger.ONE);
      }
    }
    boolean negative = n.signum() < 0;
    if (m.bitLength() + exponent > MAX_EXPONENT) {
      return infinity(negative);
    }
    return new LongDouble(negative ? m.negate() : m, exponent, true, 0, -1, negative);
  }

  /** As {@code %.17Lf} prints a finite number, without trailing zeros. */
  @Override
  public String toString() {
    if (!finite) {
      return negative ? "-inf" : "inf";
    }
    if (scale == 0) {
      return Long.toString(units);
    }
    if (scale > 0 && !isPast(2 * SHORT_SUM_LIMIT)) {
      return decimal(units < 0, Long.toString(Math.abs(units)), scale);
    }
    BigInteger m = mantissa().abs().multiply(PRINTED_UNIT);
    if (exponent >= 0) {
      m = m.shiftLeft(exponent);
    } else {
      int drop = -exponent;
      boolean half = m.testBit(drop - 1);
      boolean rest = m.getLowestSetBit() < drop - 1;
      m = m.shiftRight(drop);
      if (half && (rest || m.testBit(0))) {
        m = m.add(BigInteger.ONE);
      }
    }
    return decimal(negative, m.toString(), PRINTED_DECIMALS);
  }

  private static String decimal(boolean negative, String digits, int decimals) {
    String d =
        digits.length() > decimals ? digits : "0".repeat(decimals + 1 - digits.length()) + digits;
    int point = d.length() - decimals;
    int end = d.length();
    while (end > point && d.charAt(end - 1) == '0') {
      end--;
    }
    String whole = d.substring(0, point);
    if (end == point) {
      return negative && !whole.equals("0") ? "-" + whole : whole;
    }
    return (negative ? "-" : "") + whole + "." + d.substring(point, end);
  }
}
