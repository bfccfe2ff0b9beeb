package io.miniredis.protocol;

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

  private static final int FIRST_POWER = -348;
  private static final int POWER_STEP = 8;
  private static final double LOG10_OF_2 = 0.30102999566398114;

  /** Significands of 10<sup>-348</sup> and of every eighth power from there on, rounded. */
  static final long[] POWERS = {
    0xfa8fd5a0081c0288L, 0xbaaee17fa23ebf76L, 0x8b16fb203055ac76L, 0xcf42894a5dce35eaL,
    0x9a6bb0aa55653b2dL, 0xe61acf033d1a45dfL, 0xab70fe17c79ac6caL, 0xff77b1fcbebcdc4fL,
    0xbe5691ef416bd60cL, 0x8dd01fad907ffc3cL, 0xd3515c2831559a83L, 0x9d71ac8fada6c9b5L,
    0xea9c227723ee8bcbL, 0xaecc49914078536dL, 0x823c12795db6ce57L, 0xc21094364dfb5637L,
    0x9096ea6f3848984fL, 0xd77485cb25823ac7L, 0xa086cfcd97bf97f4L, 0xef340a98172aace5L,
    0xb23867fb2a35b28eL, 0x84c8d4dfd2c63f3bL, 0xc5dd44271ad3cdbaL, 0x936b9fcebb25c996L,
    0xdbac6c247d62a584L, 0xa3ab66580d5fdaf6L, 0xf3e2f893dec3f126L, 0xb5b5ada8aaff80b8L,
    0x87625f056c7c4a8bL, 0xc9bcff6034c13053L, 0x964e858c91ba2655L, 0xdff9772470297ebdL,
    0xa6dfbd9fb8e5b88fL, 0xf8a95fcf88747d94L, 0xb94470938fa89bcfL, 0x8a08f0f8bf0f156bL,
    0xcdb02555653131b6L, 0x993fe2c6d07b7facL, 0xe45c10c42a2b3b06L, 0xaa242499697392d3L,
    0xfd87b5f28300ca0eL, 0xbce5086492111aebL, 0x8cbccc096f5088ccL, 0xd1b71758e219652cL,
    0x9c40000000000000L, 0xe8d4a51000000000L, 0xad78ebc5ac620000L, 0x813f3978f8940984L,
    0xc097ce7bc90715b3L, 0x8f7e32ce7bea5c70L, 0xd5d238a4abe98068L, 0x9f4f2726179a2245L,
    0xed63a231d4c4fb27L, 0xb0de65388cc8ada8L, 0x83c7088e1aab65dbL, 0xc45d1df942711d9aL,
    0x924d692ca61be758L, 0xda01ee641a708deaL, 0xa26da3999aef774aL, 0xf209787bb47d6b85L,
    0xb454e4a179dd1877L, 0x865b86925b9bc5c2L, 0xc83553c5c8965d3dL, 0x952ab45cfa97a0b3L,
    0xde469fbd99a05fe3L, 0xa59bc234db398c25L, 0xf6c69a72a3989f5cL, 0xb7dcbf5354e9beceL,
    0x88fcf317f22241e2L, 0xcc20ce9bd35c78a5L, 0x98165af37b2153dfL, 0xe2a0b5dc971f303aL,
    0xa8d9d1535ce3b396L, 0xfb9b7cd9a4a7443cL, 0xbb764c4ca7a44410L, 0x8bab8eefb6409c1aL,
    0xd01fef10a657842cL, 0x9b10a4e5e9913129L, 0xe7109bfba19c0c9dL, 0xac2820d9623bf429L,
    0x80444b5e7aa7cf85L, 0xbf21e44003acdd2dL, 0x8e679c2f5e44ff8fL, 0xd433179d9c8cb841L,
    0x9e19db92b4e31ba9L, 0xeb96bf6ebadf77d9L, 0xaf87023b9bf0ee6bL
  };

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
    middle = product(middle, POWERS[power]);
    upper = product(upper, POWERS[power]) - 1;
    lower = product(lower, POWERS[power]) + 1;
    int point = -(exponent + exponentOf(power) + Long.SIZE);
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
    int approximately = (int) (-(exponent + POWERS.length) * LOG10_OF_2);
    int i = (approximately - FIRST_POWER) / POWER_STEP;
    while (true) {
      int product = exponent + exponentOf(i) + Long.SIZE;
      if (product < LEAST_EXPONENT) {
        i++;
      } else if (product > GREATEST_EXPONENT) {
        i--;
      } else {
        return i;
      }
    }
  }

  /** The exponent of a cached power: it is the significand times 2 to the power of this. */
  static int exponentOf(int power) {
    // 1741647 / 2^19 is the binary logarithm of ten, near enough for these powers.
    return (((FIRST_POWER + power * POWER_STEP) * 1741647) >> 19) - (Long.SIZE - 1);
  }

  /** The upper half of a product without sign, rounded. */
  private static long product(long a, long b) {
    return Math.unsignedMultiplyHigh(a, b) + ((a * b) >>> 63);
  }
}
