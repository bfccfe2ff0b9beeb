package io.miniredis.server.config;

import java.nio.charset.StandardCharsets;

/**
 * Bytes as text and back without loss. UTF-8 becomes what it says; a byte that is no part of valid
 * UTF-8 becomes a lone surrogate, U+DC80 to U+DCFF, and turns into that byte again (the rule of PEP
 * 383). So a path or a log line reads well, and a binary password survives.
 */
public final class RawText {
  private static final int ESCAPE = 0xDC00;

  private RawText() {}

  /** The text of {@code length} bytes from {@code offset} on. */
  public static String decode(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int plain = offset;
    while (plain < end && bytes[plain] >= 0) {
      plain++;
    }
    if (plain == end) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = offset; i < end; ) {
      int size = sequence(bytes, i, end);
      if (size == 0) {
        text.append((char) (ESCAPE | (bytes[i] & 0xFF)));
        i++;
      } else {
        text.append(new String(bytes, i, size, StandardCharsets.UTF_8));
        i += size;
      }
    }
    return text.toString();
  }

  /** The text of all of {@code bytes}. */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** The bytes of {@code text}, the inverse of {@link #decode(byte[])}. */
  public static byte[] encode(String text) {
    byte[] out = new byte[text.length() * 3];
    int n = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x80) {
        out[n++] = (byte) point;
      } else if (point >= 0xDC80 && point <= 0xDCFF) {
        out[n++] = (byte) point;
      } else {
        byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, out, n, utf8.length);
        n += utf8.length;
      }
    }
    return java.util.Arrays.copyOf(out, n);
  }

  /** The length of the valid UTF-8 sequence at {@code i}; 0 where there is none. */
  private static int sequence(byte[] bytes, int i, int end) {
    int first = bytes[i];
    if (first >= 0) {
      return 1;
    }
    int lead = first & 0xFF;
    int size = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || end - i < size) {
      return 0;
    }
    int second = bytes[i + 1] & 0xFF;
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int k = 2; k < size; k++) {
      if ((bytes[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
