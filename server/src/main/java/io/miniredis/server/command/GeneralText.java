package io.miniredis.server.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as C's {@code %.17g} prints them: 17 significant digits without zeros at the end, with an
 * exponent if it is below -4 or above 16. It is how Redis tells scores where it scans a large
 * sorted set.
 */
public final class GeneralText {
  private static final int DIGITS = 17;
  private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);
  private static final double EXACT = 1L << 53;

  private GeneralText() {}

  public static String of(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    if (value == Math.rint(value) && Math.abs(value) < EXACT) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(ROUNDING).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < DIGITS) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    String power = String.valueOf(Math.abs(exponent));
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (power.length() < 2 ? "0" + power : power);
  }
}
