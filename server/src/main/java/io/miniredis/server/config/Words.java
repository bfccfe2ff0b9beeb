package io.miniredis.server.config;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a line, as redis.conf writes them, and back. Words stand between white space; double
 * quotes keep it in, and know {@code \n \r \t \b \a \xHH} and {@code \} before anything else;
 * single quotes know only {@code \'}. Quotes open anywhere in a word, and end it where they close.
 */
public final class Words {
  private static final String ESCAPED = "nrtba";
  private static final String MEANT = "\n\r\t\b\u0007";

  private final byte[] line;
  private final ByteArrayOutputStream word = new ByteArrayOutputStream();
  private int at;

  private Words(byte[] line) {
    this.line = line;
  }

  /** The words; null if quotes do not close, or something sticks to a closing one. */
  public static @Nullable List<String> split(byte[] line) {
    return new Words(line).all();
  }

  private @Nullable List<String> all() {
    List<String> words = new ArrayList<>();
    while (true) {
      while (at < line.length && isSpace(line[at])) {
        at++;
      }
      if (at == line.length) {
        return words;
      }
      word.reset();
      if (!readWord()) {
        return null;
      }
      words.add(RawText.decode(word.toByteArray()));
    }
  }

  private boolean readWord() {
    while (at < line.length && !isSpace(line[at])) {
      byte b = line[at++];
      if (b == '"' || b == '\'') {
        return readQuoted(b) && (at == line.length || isSpace(line[at]));
      }
      word.write(b);
    }
    return true;
  }

  private boolean readQuoted(byte quote) {
    while (at < line.length) {
      byte b = line[at++];
      if (b == quote) {
        return true;
      }
      if (b == '\\' && at < line.length && (quote == '"' || line[at] == '\'')) {
        b = quote == '"' ? escaped() : line[at++];
      }
      word.write(b);
    }
    return false;
  }

  private byte escaped() {
    byte b = line[at++];
    if (b == 'x' && at + 1 < line.length) {
      int high = Character.digit(line[at], 16);
      int low = Character.digit(line[at + 1], 16);
      if (high >= 0 && low >= 0) {
        at += 2;
        return (byte) (high << 4 | low);
      }
    }
    int known = ESCAPED.indexOf(b);
    return known < 0 ? b : (byte) MEANT.charAt(known);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  /** A line of these words, with quotes where they are needed. */
  static String join(List<String> words) {
    return String.join(" ", words.stream().map(Words::quoted).toList());
  }

  private static String quoted(String word) {
    if (!word.isEmpty() && word.codePoints().allMatch(Words::isPlain)) {
      return word;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (byte b : RawText.encode(word)) {
      int known = MEANT.indexOf(b);
      if (known >= 0) {
        quoted.append('\\').append(ESCAPED.charAt(known));
      } else if (b == '"' || b == '\\') {
        quoted.append('\\').append((char) b);
      } else if (b >= ' ' && b < 0x7F) {
        quoted.append((char) b);
      } else {
        quoted.append("\\x%02x".formatted(b & 0xFF));
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isPlain(int point) {
    boolean visible = point > ' ' && point < 0x7F || Character.isLetterOrDigit(point);
    return visible && point != '"' && point != '\'' && point != '\\' && point != '#';
  }
}
