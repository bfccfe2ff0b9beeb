package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;

/** Keys as messages show them. */
public final class KeyText {
  private static final int LONGEST = 60;

  private KeyText() {}

  /** A key in quotes, shortened, with what is not printable as hexadecimal numbers. */
  public static String of(Slice key) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < Math.min(LONGEST, key.length()); i++) {
      int b = key.byteAt(i) & 0xff;
      if (b == '"' || b == '\\') {
        text.append('\\').append((char) b);
      } else if (b >= ' ' && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append(String.format("\\x%02x", b));
      }
    }
    return text.append(key.length() > LONGEST ? "\"..." : "\"").toString();
  }
}
