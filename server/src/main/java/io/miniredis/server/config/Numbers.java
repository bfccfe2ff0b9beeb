package io.miniredis.server.config;

/** How Redis reads the numbers of its settings. */
final class Numbers {
  static final long NO_BYTES = -1;
  static final long TOO_MANY = -2;

  private Numbers() {}

  /**
   * A whole number within a range: digits with at most a minus before them, no leading zeros, no
   * spaces.
   *
   * @throws ConfigException if the text is no such number, or the number is out of range
   */
  static long within(String text, long min, long max) {
    boolean negative = text.startsWith("-");
    int digits = text.length() - (negative ? 1 : 0);
    char first = digits > 0 ? text.charAt(negative ? 1 : 0) : 'x';
    boolean zero = first == '0';
    if (first < '0' || first > '9' || zero && (digits > 1 || negative)) {
      throw new ConfigException("argument couldn't be parsed into an integer");
    }
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ConfigException("argument couldn't be parsed into an integer");
    }
    return inRange(value, min, max);
  }

  static long inRange(long value, long min, long max) {
    if (value < min || value > max) {
      throw new ConfigException("argument must be between " + min + " and " + max + " inclusive");
    }
    return value;
  }

  /**
   * A number of bytes: digits, then b, k, kb, m, mb, g or gb in any case, where k is 1000 and kb is
   * 1024. No digits are 0, as with Redis.
   *
   * @return {@link #NO_BYTES} for any other text, {@link #TOO_MANY} if it is more than a long holds
   */
  static long bytes(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    long unit = unit(text.substring(digits));
    if (unit < 0) {
      return NO_BYTES;
    }
    try {
      long count = digits == 0 ? 0 : Long.parseLong(text.substring(0, digits));
      return Math.multiplyExact(count, unit);
    } catch (ArithmeticException | NumberFormatException e) {
      return TOO_MANY;
    }
  }

  private static long unit(String name) {
    return switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "", "b" -> 1;
      case "k" -> 1000;
      case "kb" -> 1L << 10;
      case "m" -> 1000_000;
      case "mb" -> 1L << 20;
      case "g" -> 1000_000_000;
      case "gb" -> 1L << 30;
      default -> -1;
    };
  }

  /** A range in words. */
  static String describe(long min, long max) {
    if (max < Integer.MAX_VALUE) {
      return min + " to " + max;
    }
    return min <= Integer.MIN_VALUE ? "a number" : min + " or more";
  }
}
