package io.miniredis.it.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as redis-cli does: {@code "..."} knows {@code \n \r \t \a \b \\ \"} and
 * {@code \xHH}, {@code '...'} knows only {@code \'}. Beyond redis-cli, a quoted word may be
 * followed by {@code *N}, which repeats it: {@code "ab"*3} is {@code ababab}.
 *
 * <p>Words hold bytes: every character is below 256.
 */
final class Words {
  private final String line;
  private int at;

  private Words(String line, int at) {
    this.line = line;
    this.at = at;
  }

  static List<String> split(String line) {
    Words words = new Words(line, 0);
    List<String> out = new ArrayList<>();
    while (words.skipBlanks()) {
      out.add(words.next());
    }
    return out;
  }

  /** Reads the quoted word that starts at {@code from}; the second part is where it ends. */
  static Quoted quoted(String line, int from) {
    Words words = new Words(line, from);
    String text = words.next();
    return new Quoted(text, words.at);
  }

  record Quoted(String text, int end) {}

  /** Writes {@code bytes} so that {@link #split} reads them back. */
  static String quote(String bytes) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : bytes.toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\r' -> out.append("\\r");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= ' ' && c < 127) {
            out.append(c);
          } else {
            out.append(String.format("\\x%02x", (int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private boolean skipBlanks() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at < line.length();
  }

  private String next() {
    char first = line.charAt(at);
    if (first == '"' || first == '\'') {
      at++;
      return repeated(first == '"' ? doubleQuoted() : singleQuoted());
    }
    int end = line.indexOf(' ', at);
    String word = line.substring(at, end < 0 ? line.length() : end);
    at += word.length();
    return word;
  }

  private String repeated(String text) {
    if (at >= line.length() || line.charAt(at) != '*') {
      return text;
    }
    int from = ++at;
    while (at < line.length() && Character.isDigit(line.charAt(at))) {
      at++;
    }
    return text.repeat(Integer.parseInt(line.substring(from, at)));
  }

  private String singleQuoted() {
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = take();
      if (c == '\'') {
        return out.toString();
      }
      if (c == '\\' && at < line.length() && line.charAt(at) == '\'') {
        c = take();
      }
      out.append(c);
    }
  }

  private String doubleQuoted() {
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = take();
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escaped(take()) : c);
    }
  }

  private char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'x' -> (char) Integer.parseInt("" + take() + take(), 16);
      default -> c;
    };
  }

  private char take() {
    if (at >= line.length()) {
      throw new IllegalArgumentException("unbalanced quotes: " + line);
    }
    return line.charAt(at++);
  }
}
