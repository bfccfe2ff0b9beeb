package io.miniredis.protocol;

import java.util.Arrays;

/**
 * Splits an inline request into its words, quotes and escapes resolved.
 *
 * <p>Words are parted by white space. {@code "..."} knows {@code \n \r \t \b \a \xHH}, and {@code
 * \c} for any other c; {@code '...'} knows {@code \'} only. A quoted part ends its word: white
 * space or the end of the line must follow.
 */
final class InlineParser {
  private static final int KEPT_BYTES = 1024;
  private static final int KEPT_WORDS = 64;

  private byte[] text = Bytes.EMPTY;
  private int size;
  private long[] spans = new long[0];
  private int count;

  /** The number of words in the line, or -1 where its quotes are unbalanced. */
  int split(byte[] line, int from, int length) {
    prepare(length);
    int end = from + length;
    int at = from;
    while (true) {
      while (at < end && isSpace(line[at])) {
        at++;
      }
      if (at == end) {
        return count;
      }
      int start = size;
      at = word(line, at, end);
      if (at < 0) {
        return -1;
      }
      if (count == spans.length) {
        spans = Arrays.copyOf(spans, Math.max(8, count * 2));
      }
      spans[count++] = ((long) start << 32) | (size - start);
    }
  }

  /** The resolved words, one behind another. */
  byte[] text() {
    return text;
  }

  /** A word's offset in {@link #text()} in the upper half, its length in the lower. */
  long span(int i) {
    return spans[i];
  }

  void reset() {
    prepare(0);
  }

  private void prepare(int length) {
    size = 0;
    count = 0;
    if (text.length < length || text.length > KEPT_BYTES) {
      text = length == 0 ? Bytes.EMPTY : new byte[length];
    }
    if (spans.length > KEPT_WORDS) {
      spans = new long[0];
    }
  }

  /** Takes one word; returns the index behind it, or -1 where a quote is not closed properly. */
  private int word(byte[] line, int at, int end) {
    while (at < end) {
      byte c = line[at];
      switch (c) {
        case ' ', '\n', '\r', '\t' -> {
          return at;
        }
        case '"', '\'' -> {
          int behind = c == '"' ? doubleQuoted(line, at + 1, end) : singleQuoted(line, at + 1, end);
          return behind == end || (behind > 0 && isSpace(line[behind])) ? behind : -1;
        }
        default -> {
          text[size++] = c;
          at++;
        }
      }
    }
    return at;
  }

  private int singleQuoted(byte[] line, int at, int end) {
    while (at < end) {
      byte c = line[at];
      if (c == '\\' && at + 1 < end && line[at + 1] == '\'') {
        c = '\'';
        at++;
      } else if (c == '\'') {
        return at + 1;
      }
      text[size++] = c;
      at++;
    }
    return -1;
  }

  private int doubleQuoted(byte[] line, int at, int end) {
    while (at < end) {
      byte c = line[at];
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\' && at + 1 < end) {
        int code = at + 3 < end && line[at + 1] == 'x' ? hex(line[at + 2], line[at + 3]) : -1;
        at += code >= 0 ? 3 : 1;
        c = code >= 0 ? (byte) code : unescape(line[at]);
      }
      text[size++] = c;
      at++;
    }
    return -1;
  }

  private static byte unescape(byte c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> c;
    };
  }

  private static int hex(byte high, byte low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : (h << 4) | l;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
