package io.miniredis.server.lua;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code string.format}. */
final class StringFormat {
  private static final String FLAGS = "-+ #0";
  private static final int LONG_STRING = 100;

  private final LuaThread t;
  private final byte[] format;
  private int at;
  private boolean left;
  private boolean plus;
  private boolean space;
  private boolean alternate;
  private boolean zero;
  private int width;
  private int precision; // -1: none

  private StringFormat(LuaThread t, byte[] format) {
    this.t = t;
    this.format = format;
  }

  static int format(LuaThread t) {
    return t.ret(new StringFormat(t, t.string(1).bytes).run());
  }

  private LuaString run() {
    ByteSink out = new ByteSink(t.rt);
    int arg = 1;
    while (at < format.length) {
      int c = format[at++];
      if (c != '%') {
        out.write(c);
      } else if (peek() == '%') {
        out.write('%');
        at++;
      } else {
        if (++arg > t.count()) {
          throw LuaError.argument(arg, "no value");
        }
        readSpec();
        t.rt.burn(1);
        convert(arg, out);
      }
    }
    return out.toLuaString();
  }

  private int peek() {
    return at < format.length ? format[at] & 0xFF : 0;
  }

  private boolean isDigit() {
    return peek() >= '0' && peek() <= '9';
  }

  private void readSpec() {
    left = plus = space = alternate = zero = false;
    int flags = 0;
    for (; peek() != 0 && FLAGS.indexOf(peek()) >= 0; at++) {
      flags++;
      switch (peek()) {
        case '-' -> left = true;
        case '+' -> plus = true;
        case ' ' -> space = true;
        case '#' -> alternate = true;
        default -> zero = true;
      }
    }
    if (flags > FLAGS.length()) {
      throw LuaError.of("invalid format (repeated flags)");
    }
    width = twoDigits();
    precision = -1;
    if (peek() == '.') {
      at++;
      precision = twoDigits();
    }
    if (isDigit()) {
      throw LuaError.of("invalid format (width or precision too long)");
    }
  }

  private int twoDigits() {
    int n = 0;
    for (int i = 0; i < 2 && isDigit(); i++) {
      n = 10 * n + peek() - '0';
      at++;
    }
    return n;
  }

  private void convert(int arg, ByteSink out) {
    int c = peek();
    at++;
    switch (c) {
      case 'c' -> {
        int value = (int) t.number(arg) & 0xFF;
        String s = CFormat.pad(String.valueOf((char) value), width, left, false);
        int end = s.indexOf(0);
        write(end < 0 ? s : s.substring(0, end), out);
      }
      case 'd', 'i' -> write(signed(LuaNumbers.toLong(t.number(arg))), out);
      case 'o' -> write(unsigned(Long.toOctalString(bits(arg)), "0"), out);
      case 'u' -> write(unsigned(Long.toUnsignedString(bits(arg)), ""), out);
      case 'x' -> write(unsigned(Long.toHexString(bits(arg)), "0x"), out);
      case 'X' -> write(unsigned(Long.toHexString(bits(arg)).toUpperCase(Locale.ROOT), "0X"), out);
      case 'e', 'E', 'f', 'g', 'G' -> write(floating(t.number(arg), (char) c), out);
      case 'q' -> quote(t.string(arg).bytes, out);
      case 's' -> text(t.string(arg), out);
      default ->
          throw LuaError.of("invalid option '%" + (c == 0 ? "" : (char) c) + "' to 'format'");
    }
  }

  private static void write(String s, ByteSink out) {
    out.write(s.getBytes(StandardCharsets.ISO_8859_1));
  }

  private String withSign(boolean negative, String magnitude) {
    return (negative ? "-" : plus ? "+" : space ? " " : "") + magnitude;
  }

  /** Digits with as many zeros in front as the precision asks for. */
  private String digits(String s) {
    if (precision == 0 && s.equals("0")) {
      return "";
    }
    return precision > s.length() ? "0".repeat(precision - s.length()) + s : s;
  }

  private String signed(long value) {
    String s = Long.toString(value);
    String magnitude = digits(value < 0 ? s.substring(1) : s);
    return CFormat.pad(withSign(value < 0, magnitude), width, left, zero && precision < 0);
  }

  private long bits(int arg) {
    double d = t.number(arg);
    return d >= 0x1p63 && d < 0x1p64 ? (long) (d - 0x1p63) | Long.MIN_VALUE : LuaNumbers.toLong(d);
  }

  private String unsigned(String s, String mark) {
    String all = digits(s);
    if (alternate && !s.equals("0") && !(mark.equals("0") && all.startsWith("0"))) {
      all = mark + all;
    }
    return CFormat.pad(all, width, left, zero && precision < 0);
  }

  private String floating(double d, char conversion) {
    int p = precision < 0 ? 6 : precision;
    String s = CFormat.floating(d, Character.toLowerCase(conversion), p, alternate);
    boolean negative = s.startsWith("-");
    String all = withSign(negative, negative ? s.substring(1) : s);
    boolean finite = !Double.isNaN(d) && !Double.isInfinite(d);
    String padded = CFormat.pad(all, width, left, zero && finite);
    return Character.isUpperCase(conversion) ? padded.toUpperCase(Locale.ROOT) : padded;
  }

  private void text(LuaString s, ByteSink out) {
    if (precision < 0 && s.length() >= LONG_STRING) {
      out.write(s.bytes);
      return;
    }
    String all = s.toString();
    int end = all.indexOf(0);
    end = end < 0 ? all.length() : end;
    if (precision >= 0) {
      end = Math.min(end, precision);
    }
    write(CFormat.pad(all.substring(0, end), width, left, false), out);
  }

  private static void quote(byte[] s, ByteSink out) {
    out.write('"');
    for (byte b : s) {
      switch (b) {
        case '"', '\\', '\n' -> {
          out.write('\\');
          out.write(b);
        }
        case '\r' -> write("\\r", out);
        case 0 -> write("\\000", out);
        default -> out.write(b);
      }
    }
    out.write('"');
  }
}
