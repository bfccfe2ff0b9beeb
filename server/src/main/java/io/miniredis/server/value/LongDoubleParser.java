package io.miniredis.server.value;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The grammar of {@link LongDouble#parse}. */
final class LongDoubleParser {
  private static final int MAX_TEXT = 5 * 1024 - 1;
  private static final int SHORT_DIGITS = 18;
  private static final int SHORT_DECIMALS = 17;

  /** Past these powers of ten every number is too large, or 0. */
  private static final int LARGEST = 4940;

  private static final int SMALLEST = -4970;
  private static final int EXPONENT_CAP = 1_000_000;

  private final byte[] a;
  private final int end;
  private final boolean negative;
  private int at;

  private LongDoubleParser(byte[] a, int at, int end, boolean negative) {
    this.a = a;
    this.at = at;
    this.end = end;
    this.negative = negative;
  }

  static @Nullable LongDouble parse(byte[] a, int offset, int length) {
    if (length == 0 || length > MAX_TEXT) {
      return null;
    }
    int end = offset + length;
    boolean negative = a[offset] == '-';
    int at = negative || a[offset] == '+' ? offset + 1 : offset;
    LongDouble decimal = parseShort(a, at, end, negative);
    return decimal != null ? decimal : new LongDoubleParser(a, at, end, negative).parseAny();
  }

  /** Digits and perhaps a point among them, few enough for a long; else null. */
  private static @Nullable LongDouble parseShort(byte[] a, int from, int end, boolean negative) {
    if (end - from > SHORT_DIGITS + 1) {
      return null;
    }
    long units = 0;
    int point = -1;
    for (int i = from; i < end; i++) {
      int c = a[i];
      if (c >= '0' && c <= '9') {
        units = units * 10 + (c - '0');
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        return null;
      }
    }
    int decimals = point < 0 ? 0 : end - point - 1;
    int digits = end - from - (point < 0 ? 0 : 1);
    if (digits == 0 || digits > SHORT_DIGITS || decimals > SHORT_DECIMALS) {
      return null;
    }
    return LongDouble.ofDecimal(negative ? -units : units, decimals);
  }

  private @Nullable LongDouble parseAny() {
    Slice rest = new Slice().wrap(a, at, end - at);
    if (rest.is("INF") || rest.is("INFINITY")) {
      return LongDouble.infinity(negative);
    }
    boolean hex = end - at > 2 && a[at] == '0' && (a[at + 1] | 0x20) == 'x';
    if (hex) {
      at += 2;
    }
    int radix = hex ? 16 : 10;
    int start = at;
    skipDigits(radix);
    int whole = at - start;
    int fraction = 0;
    if (at < end && a[at] == '.') {
      int point = at++;
      skipDigits(radix);
      fraction = at - point - 1;
    }
    if (whole + fraction == 0) {
      return null;
    }
    String digits =
        new String(a, start, whole, StandardCharsets.ISO_8859_1)
            + new String(a, at - fraction, fraction, StandardCharsets.ISO_8859_1);
    int exponent = 0;
    if (at < end) {
      if ((a[at] | 0x20) != (hex ? 'p' : 'e') || !skipSign()) {
        return null;
      }
      exponent = exponent();
      if (at < end) {
        return null;
      }
    }
    BigInteger n = new BigInteger(digits, radix);
    LongDouble v = hex ? ofHex(n, exponent - 4 * fraction) : ofDecimal(n, exponent - fraction);
    boolean outOfRange = v == null || !v.isFinite() || (v.isZero() && n.signum() != 0);
    return outOfRange ? null : v;
  }

  private void skipDigits(int radix) {
    while (at < end && a[at] > 0 && Character.digit(a[at], radix) >= 0) {
      at++;
    }
  }

  /** Passes the exponent's letter and sign; whether a digit follows. */
  private boolean skipSign() {
    at++;
    if (at < end && (a[at] == '-' || a[at] == '+')) {
      at++;
    }
    return at < end && a[at] >= '0' && a[at] <= '9';
  }

  private int exponent() {
    boolean below = a[at - 1] == '-';
    int e = 0;
    for (; at < end && a[at] >= '0' && a[at] <= '9'; at++) {
      e = Math.min(EXPONENT_CAP, e * 10 + (a[at] - '0'));
    }
    return below ? -e : e;
  }

  private @Nullable LongDouble ofDecimal(BigInteger digits, int exponent) {
    BigInteger n = negative ? digits.negate() : digits;
    if (n.signum() == 0) {
      return LongDouble.ofDecimal(0, 0);
    }
    int tens = exponent + (int) (n.bitLength() * 0.30103);
    if (tens > LARGEST || tens < SMALLEST) {
      return null;
    }
    return exponent >= 0
        ? LongDouble.round(n.multiply(BigInteger.TEN.pow(exponent)), 0, false)
        : LongDouble.ofRatio(n, BigInteger.TEN.pow(-exponent));
  }

  private LongDouble ofHex(BigInteger digits, int exponent) {
    BigInteger n = negative ? digits.negate() : digits;
    return LongDouble.round(n, n.signum() == 0 ? 0 : exponent, false);
  }
}
