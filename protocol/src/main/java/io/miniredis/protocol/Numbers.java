package io.miniredis.protocol;

/** Numbers as Redis reads and prints them. */
public final class Numbers {
  private Numbers() {}

  public static boolean isLong(byte[] a, int offset, int length) {
    String s = new String(a, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1);
    try {
      return Long.toString(Long.parseLong(s)).equals(s);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  public static long parseLong(byte[] a, int offset, int length) {
    return Long.parseLong(
        new String(a, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1));
  }
}
