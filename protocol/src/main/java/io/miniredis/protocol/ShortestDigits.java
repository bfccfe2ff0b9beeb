package io.miniredis.protocol;

import java.math.BigInteger;

/**
 * The decimal digits of a double: as few as read back as the same double, nearly always.
 *
 * <p>This is Grisu2 (Florian Loitsch, "Printing Floating-Point Numbers Quickly and Accurately with
 * Integers", PLDI 2010). About one double in a thousand gets a digit more than it needs; Redis
 * prints those so too, which is why this is not {@link Double#toString}. To agree on them, the
 * choice among the cached powers and the rounding of products are those of the fpconv library,
 * which Redis uses.
 *
 * <p>Values with a binary exponent ("scaled") are 64-bit significands without sign; they share the
 * exponent of the upper boundary.
 */
final class ShortestDigits {
  private static final long HIDDEN_BIT = 1L << 52;
  private static final int EXPONENT_BIAS = 1023 + 52;

  /** A product with a cached power has a binary exponent within these. */
  private static final int LEAST_EXPONENT = -60;

  private static final int GREATEST_EXPONENT = -32;

  /** The cached powers: 10<sup>-348</sup> and every eighth power from there on. */
  private static final int POWERS = 87;

  private static final int FIRST_POWER = -348;
  private static final int POWER_STEP = 8;
  private static final double LOG10_OF_2 = 0.30102999566398114;

  private static final long[] POWER = new long[POWERS];
  private static final int[] POWER_EXPONENT = new int[POWERS];

  static {
    for (int i = 0; i < POWERS; i++) {
      cachePower(i);
    }
  }

  private static final int COUNT_BITS = 5;

  private ShortestDigits() {}

  /**
   * Writes the digits of a positive, finite double.
   *
   * @param dst with room for 18 bytes
   * @return what {@link #count} and {@link #exponent} read
   */
  static int write(double value, byte[] dst, int at) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & (HIDDEN_BIT - 1);
    int exponent = (int) (bits >>> 52);
    if (exponent != 0) {
      fraction += HIDDEN_BIT;
    } else {
      exponent = 1;
    }
    exponent -= EXPONENT_BIAS;

    // The value, and half way to its neighbours, one exponent for the three.
    int shift = Long.numberOfLeadingZeros(fraction);
    int below = fraction == HIDDEN_BIT ? 2 : 1;
    long middle = fraction << shift;
    long upper = ((fraction << 1) + 1) << (shift - 1);
    long lower = ((fraction << below) - 1) << (shift - below);
    exponent -= shift;

    int power = power(exponent);
    middle = product(middle, POWER[power]);
    upper = product(upper, POWER[power]) - 1;
    lower = product(lower, POWER[power]) + 1;
    int point = -(exponent + POWER_EXPONENT[power] + Long.SIZE);
    int scale = -(FIRST_POWER + power * POWER_STEP);
    return digits(upper, upper - middle, upper - lower, point, scale, dst, at);
  }

  private static int pack(int count, int exponent) {
    return (exponent << COUNT_BITS) | count;
  }

  /** How many digits were written. */
  static int count(int written) {
    return written & ((1 << COUNT_BITS) - 1);
  }

  /** The power of ten by which the digits, read as an integer, are to be multiplied. */
  static int exponent(int written) {
    return written >> COUNT_BITS;
  }

  /**
   * Generates the digits of {@code upper} until what is left of it is within {@code width}.
   *
   * @param distance from {@code upper} down to the value itself
   * @param width from {@code upper} down to the lower boundary
   * @param point how many low bits of these are behind the binary point, 32 to 60
   * @param scale the power of ten that these are to be multiplied with
   */
  private static int digits(
      long upper, long distance, long width, int point, int scale, byte[] dst, int at) {
    long mask = (1L << point) - 1;
    long whole = upper >>> point;
    long part = upper & mask;
    int end = at;
    long unit = 1_000_000_000;
    for (int kappa = 9; kappa >= 0; kappa--) {
      long digit = whole / unit;
      whole -= digit * unit;
      if (digit != 0 || end > at) {
        dst[end++] = (byte) ('0' + digit);
      }
      long left = (whole << point) + part;
      if (Long.compareUnsigned(left, width) <= 0) {
        approach(dst, end - 1, distance, width, left, unit << point);
        return pack(end - at, scale + kappa);
      }
      unit /= 10;
    }
    int kappa = 0;
    unit = 1;
    while (true) {
      part *= 10;
      width *= 10;
      unit *= 10;
      kappa--;
      long digit = part >>> point;
      part &= mask;
      if (digit != 0 || end > at) {
        dst[end++] = (byte) ('0' + digit);
      }
      if (Long.compareUnsigned(part, width) < 0) {
        approach(dst, end - 1, distance * unit, width, part, mask + 1);
        return pack(end - at, scale + kappa);
      }
    }
  }

  /** Lowers the last digit while that brings the number nearer to the value. */
  private static void approach(
      byte[] dst, int last, long distance, long width, long left, long unit) {
    while (Long.compareUnsigned(left, distance) < 0
        && Long.compareUnsigned(width - left, unit) >= 0
        && (Long.compareUnsigned(left + unit, distance) < 0
            || Long.compareUnsigned(distance - left, left + unit - distance) > 0)) {
      dst[last]--;
      left += unit;
    }
  }

  /** The index of the power whose product with a significand of this exponent is in range. */
  private static int power(int exponent) {
    int approximately = (int) (-(exponent + POWERS) * LOG10_OF_2);
    int i = (approximately - FIRST_POWER) / POWER_STEP;
    while (true) {
      int product = exponent + POWER_EXPONENT[i] + Long.SIZE;
      if (product < LEAST_EXPONENT) {
        i++;
      } else if (product > GREATEST_EXPONENT) {
        i--;
      } else {
        return i;
      }
    }
  }

  /** The upper half of a product without sign, rounded. */
  private static long product(long a, long b) {
    return Math.unsignedMultiplyHigh(a, b) + ((a * b) >>> 63);
  }

  private static void cachePower(int i) {
    int ten = FIRST_POWER + i * POWER_STEP;
    BigInteger power = BigInteger.TEN.pow(Math.abs(ten));
    int exponent = power.bitLength() - Long.SIZE;
    if (ten < 0) {
      // 2^n / power has 65 bits, the last of which rounds.
      int n = power.bitLength() + Long.SIZE;
      power = BigInteger.ONE.shiftLeft(n).divide(power);
      exponent = power.bitLength() - Long.SIZE - n;
    }
    int drop = power.bitLength() - Long.SIZE;
    if (drop > 0) {
      boolean up = power.testBit(drop - 1);
      power = power.shiftRight(drop);
      power = up ? power.add(BigInteger.ONE) : power;
    } else {
      power = power.shiftLeft(-drop);
    }
    POWER[i] = power.longValue();
    POWER_EXPONENT[i] = exponent;
  }
}
