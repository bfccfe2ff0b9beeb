package io.miniredis.server.lua;

import io.miniredis.protocol.Numbers;
import java.nio.charset.StandardCharsets;

/** Numbers as text, as C and Lua 5.1 read and print them. */
public final class LuaNumbers {
  private static final double MAX_PLAIN = 1e14;
  private static final double MAX_WHOLE = 0x1p52;
  private static final int MAX_TEXT = 400;

  private LuaNumbers() {}

  /** A number cut to a whole one, as C does it: the smallest of all if it has no place. */
  public static long toLong(double d) {
    return d >= -0x1p63 && d < 0x1p63 ? (long) d : Long.MIN_VALUE;
  }

  /** A number as text: {@code %.14g}. */
  public static LuaString text(double d) {
    return text(d, 14);
  }

  /** A number as text with so many digits: {@code %.Pg}. */
  public static LuaString text(double d, int precision) {
    long whole = (long) d;
    if (whole == d
        && Math.abs(d) < (precision == 14 ? MAX_PLAIN : 10)
        && (whole != 0 || 1 / d > 0)) {
      byte[] a = new byte[Numbers.stringSize(whole)];
      Numbers.write(whole, a, 0);
      return LuaString.of(a);
    }
    return LuaString.of(CFormat.general(d, precision));
  }

  /** A number as an argument of a command: a whole number in full, others in the shortest form. */
  public static LuaString argument(double d) {
    long whole = toLong(d);
    if (whole == d && Math.abs(d) < MAX_WHOLE) {
      byte[] a = new byte[Numbers.stringSize(whole)];
      Numbers.write(whole, a, 0);
      return LuaString.of(a);
    }
    byte[] text = new byte[Numbers.MAX_DOUBLE_BYTES];
    return LuaString.of(text, 0, Numbers.formatDouble(d, text, 0));
  }

  /** Whether text is a number: decimal, hexadecimal, an infinity or NaN, with spaces around. */
  public static boolean isNumber(byte[] a) {
    return !read(a, true).isEmpty();
  }

  /** The number that text is; NaN if it is none. */
  public static double parse(byte[] a) {
    String s = read(a, true);
    if (s.isEmpty()) {
      return Double.NaN;
    }
    boolean negative = s.charAt(0) == '-';
    String digits = negative || s.charAt(0) == '+' ? s.substring(1) : s;
    double d = magnitude(digits);
    return negative ? -d : d;
  }

  private static double magnitude(String s) {
    return switch (s.charAt(0)) {
      case 'i', 'I' -> Double.POSITIVE_INFINITY;
      case 'n', 'N' -> Double.longBitsToDouble(0x7ff8000000000000L);
      default -> {
        if (s.length() > 1 && (s.charAt(1) == 'x' || s.charAt(1) == 'X')) {
          boolean exponent = s.indexOf('p') >= 0 || s.indexOf('P') >= 0;
          yield Double.parseDouble(exponent ? s : s + "p0");
        }
        yield Double.parseDouble(s);
      }
    };
  }

  /** The text of a number without the spaces around it; empty if it is none. */
  private static String read(byte[] a, boolean trailing) {
    int from = 0;
    int to = a.length;
    while (from < to && isSpace(a[from])) {
      from++;
    }
    while (trailing && to > from && isSpace(a[to - 1])) {
      to--;
    }
    if (to == from || to - from > MAX_TEXT) {
      return "";
    }
    return isOne(a, from, to) ? new String(a, from, to - from, StandardCharsets.ISO_8859_1) : "";
  }

  /** The end of the longest text from an index on that is a number; that index if there is none. */
  public static int endOfNumber(byte[] a, int from) {
    int to = from;
    while (to < a.length && to - from < MAX_TEXT && isPart(a[to])) {
      to++;
    }
    while (to > from && !isOne(a, from, to)) {
      to--;
    }
    return to;
  }

  private static boolean isPart(int c) {
    return isHex(c) || c == '.' || c == '-' || c == '+' || "xXpPiInNtTyY".indexOf(c) >= 0;
  }

  static boolean isSpace(int c) {
    return c == ' ' || (c >= 9 && c <= 13);
  }

  private static boolean isOne(byte[] a, int from, int to) {
    int i = from;
    if (a[i] == '-' || a[i] == '+') {
      i++;
    }
    if (i == to) {
      return false;
    }
    if (a[i] == '0' && i + 1 < to && (a[i + 1] | 0x20) == 'x') {
      return isScaled(a, i + 2, to, true);
    }
    if (isDigit(a[i]) || a[i] == '.') {
      return isScaled(a, i, to, false);
    }
    String word = new String(a, i, to - i, StandardCharsets.ISO_8859_1);
    return word.equalsIgnoreCase("inf")
        || word.equalsIgnoreCase("infinity")
        || word.equalsIgnoreCase("nan");
  }

  private static boolean isScaled(byte[] a, int from, int to, boolean hex) {
    int i = from;
    int digits = 0;
    boolean point = false;
    while (i < to && (a[i] == '.' ? !point : hex ? isHex(a[i]) : isDigit(a[i]))) {
      if (a[i] == '.') {
        point = true;
      } else {
        digits++;
      }
      i++;
    }
    if (digits == 0) {
      return false;
    }
    if (i < to && (a[i] | 0x20) == (hex ? 'p' : 'e')) {
      i++;
      if (i < to && (a[i] == '-' || a[i] == '+')) {
        i++;
      }
      int begin = i;
      while (i < to && isDigit(a[i])) {
        i++;
      }
      return i == to && i > begin;
    }
    return i == to;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(int c) {
    return isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
  }
}
