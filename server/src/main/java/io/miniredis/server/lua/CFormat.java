package io.miniredis.server.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Prints numbers as C's {@code printf} does. */
final class CFormat {
  private CFormat() {}

  /** {@code %.Pg} without a width. */
  static String general(double d, int precision) {
    return floating(d, 'g', precision, false);
  }

  /**
   * {@code %.Pe}, {@code %.Pf} or {@code %.Pg}, with a minus if there is one.
   *
   * @param alternate keeps the zeros at the end, and the point
   */
  static String floating(double d, char conversion, int precision, boolean alternate) {
    boolean negative = Double.doubleToRawLongBits(d) < 0;
    String sign = negative ? "-" : "";
    if (Double.isNaN(d)) {
      return sign + "nan";
    }
    if (Double.isInfinite(d)) {
      return sign + "inf";
    }
    BigDecimal exact = new BigDecimal(Math.abs(d));
    return sign
        + switch (conversion) {
          case 'f' -> fixed(exact, precision, alternate);
          case 'e' -> scientific(exact, precision, alternate);
          default -> shorter(exact, precision == 0 ? 1 : precision, alternate);
        };
  }

  private static String fixed(BigDecimal d, int precision, boolean alternate) {
    String s = d.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return alternate && precision == 0 ? s + "." : s;
  }

  private static String scientific(BigDecimal d, int precision, boolean alternate) {
    String digits = digits(d, precision + 1);
    int exponent = exponent(d, precision + 1);
    StringBuilder s = new StringBuilder().append(digits.charAt(0));
    if (precision > 0 || alternate) {
      s.append('.').append(digits, 1, digits.length());
    }
    return s.append(exponentText(exponent)).toString();
  }

  private static String shorter(BigDecimal d, int precision, boolean alternate) {
    int exponent = exponent(d, precision);
    if (exponent < -4 || exponent >= precision) {
      String s = scientific(d, precision - 1, alternate);
      int e = s.indexOf('e');
      return alternate ? s : trim(s.substring(0, e)) + s.substring(e);
    }
    String s = fixed(d, precision - 1 - exponent, alternate);
    return alternate ? s : trim(s);
  }

  private static String trim(String s) {
    if (s.indexOf('.') < 0) {
      return s;
    }
    int end = s.length();
    while (s.charAt(end - 1) == '0') {
      end--;
    }
    return s.substring(0, s.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private static BigDecimal rounded(BigDecimal d, int significant) {
    return d.round(new MathContext(significant, RoundingMode.HALF_EVEN));
  }

  private static String digits(BigDecimal d, int significant) {
    String s = d.signum() == 0 ? "0" : rounded(d, significant).unscaledValue().toString();
    return s.length() >= significant
        ? s.substring(0, significant)
        : s + "0".repeat(significant - s.length());
  }

  /** The decimal exponent after rounding. */
  private static int exponent(BigDecimal d, int significant) {
    if (d.signum() == 0) {
      return 0;
    }
    BigDecimal r = rounded(d, significant);
    return r.precision() - r.scale() - 1;
  }

  private static String exponentText(int exponent) {
    int e = Math.abs(exponent);
    return "e" + (exponent < 0 ? "-" : "+") + (e < 10 ? "0" : "") + e;
  }

  /** Puts text into a field: at its right end, its left, or with zeros between sign and digits. */
  static String pad(String s, int width, boolean left, boolean zeros) {
    int missing = width - s.length();
    if (missing <= 0) {
      return s;
    }
    if (left) {
      return s + " ".repeat(missing);
    }
    if (!zeros) {
      return " ".repeat(missing) + s;
    }
    int sign = !s.isEmpty() && "+- ".indexOf(s.charAt(0)) >= 0 ? 1 : 0;
    if (s.startsWith("0x", sign) || s.startsWith("0X", sign)) {
      sign += 2;
    }
    return s.substring(0, sign) + "0".repeat(missing) + s.substring(sign);
  }
}
