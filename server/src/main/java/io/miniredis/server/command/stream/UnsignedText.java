package io.miniredis.server.command.stream;

import io.miniredis.protocol.Numbers;

/**
 * Numbers of 64 bits without sign, as text. Read as Redis reads them: in its strict form, or else
 * as C's strtoull does, which lets blanks and a sign come first and zeros stand before.
 */
final class UnsignedText {
  private static final int MAX_BYTES = 20;

  private UnsignedText() {}

  static boolean isNumber(byte[] a, int from, int end) {
    if (Numbers.isLong(a, from, end - from)) {
      return a[from] != '-';
    }
    int at = firstDigit(a, from, end);
    if (at == end) {
      return false;
    }
    long n = 0;
    for (; at < end; at++) {
      int digit = a[at] - '0';
      if (digit < 0 || digit > 9 || overflows(n, digit)) {
        return false;
      }
      n = n * 10 + digit;
    }
    return true;
  }

  private static boolean overflows(long n, int digit) {
    return Long.compareUnsigned(n, Long.divideUnsigned(-1 - digit, 10)) > 0;
  }

  /** The number; only after {@link #isNumber} said yes. */
  static long number(byte[] a, int from, int end) {
    int first = firstDigit(a, from, end);
    long n = 0;
    for (int at = first; at < end; at++) {
      n = n * 10 + (a[at] - '0');
    }
    return first > from && a[first - 1] == '-' ? -n : n;
  }

  private static int firstDigit(byte[] a, int from, int end) {
    int at = from;
    while (at < end && (a[at] == ' ' || (a[at] >= '\t' && a[at] <= '\r'))) {
      at++;
    }
    return at < end && (a[at] == '+' || a[at] == '-') ? at + 1 : at;
  }

  /** Writes a number; returns where it ends. */
  static int write(long n, byte[] a, int at) {
    if (n >= 0) {
      return Numbers.write(n, a, at);
    }
    long tens = Long.divideUnsigned(n, 10);
    int end = Numbers.write(tens, a, at);
    a[end] = (byte) ('0' + (n - tens * 10));
    return end + 1;
  }

  /** Room for an id: two numbers and a dash. */
  static byte[] roomForId() {
    return new byte[2 * MAX_BYTES + 1];
  }
}
