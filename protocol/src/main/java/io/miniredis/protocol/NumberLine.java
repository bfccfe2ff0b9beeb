package io.miniredis.protocol;

/** Lines of a type, a number and a line end: integers, and the headers of bulks and aggregates. */
final class NumberLine {
  /** Room for the longest line, and for the store of 8 bytes that writes a short one. */
  static final int ROOM = 32;

  private static final short LINE_END = (short) Bytes.word('\r', '\n', 0, 0);

  /** For numbers up to 1023: line and line end behind a zero byte; the top byte is the size. */
  private static final long[] SMALL = small();

  private NumberLine() {}

  /**
   * Writes a line where there are {@link #ROOM} bytes.
   *
   * @return the index behind it
   */
  static int write(byte[] array, int at, char type, long n) {
    if (n >= 0 && n < SMALL.length) {
      long line = SMALL[(int) n];
      Bytes.putLong(array, at, line | type);
      return at + (int) (line >>> 56);
    }
    array[at] = (byte) type;
    int end = Numbers.write(n, array, at + 1);
    Bytes.putShort(array, end, LINE_END);
    return end + 2;
  }

  private static long[] small() {
    long[] lines = new long[1024];
    byte[] digits = new byte[Numbers.MAX_LONG_BYTES];
    for (int n = 0; n < lines.length; n++) {
      int size = Numbers.write(n, digits, 0);
      long line = LINE_END;
      while (size > 0) {
        line = (line << 8) | digits[--size];
      }
      lines[n] = (line << 8) | ((Numbers.stringSize(n) + 3L) << 56);
    }
    return lines;
  }
}
