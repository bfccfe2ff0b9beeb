package io.miniredis.protocol;

import org.jspecify.annotations.Nullable;

/** Doubles as Redis 7.2 and later print them. */
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
    String text = special(value);
    if (text == null) {
      text = Double.toString(value);
    }
    for (int i = 0; i < text.length(); i++) {
      dst[at++] = (byte) text.charAt(i);
    }
    return at;
  }

  private static @Nullable String special(double value) {
    if (value != value) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return value == 0 ? "-0" : null;
  }
}
