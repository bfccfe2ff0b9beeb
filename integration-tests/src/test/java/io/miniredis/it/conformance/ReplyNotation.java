package io.miniredis.it.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the notation of expected replies, as {@link Reply#toString} writes it.
 *
 * <pre>
 *   +OK            status            -ERR no        error (both to the end of the line)
 *   "bulk"         bulk string       :1             integer
 *   nil            null bulk         nilarray       null array (RESP3 has one null for both)
 *   ["a" :1]       array             {"k" "v"}      map (RESP2: a flat array)
 *   ~["a"]         set               ,1.5           double (RESP2: a bulk string)
 *   #t #f          boolean           ="txt:a"       verbatim string
 * </pre>
 */
final class ReplyNotation {
  private final String line;
  private int at;

  private ReplyNotation(String line) {
    this.line = line;
  }

  static Reply parse(String line) {
    char first = line.charAt(0);
    if ((first == '+' || first == '-') && !line.startsWith("\"", 1)) {
      return Reply.scalar(first, line.substring(1));
    }
    ReplyNotation notation = new ReplyNotation(line);
    Reply reply = notation.next();
    if (notation.at != line.length()) {
      throw new IllegalArgumentException("more than one reply: " + line);
    }
    return reply;
  }

  private Reply next() {
    char c = line.charAt(at);
    switch (c) {
      case '"', '\'' -> {
        return Reply.scalar('$', quoted());
      }
      case '[' -> {
        return Reply.aggregate('*', items(']'));
      }
      case '{' -> {
        return Reply.aggregate('%', items('}'));
      }
      case '~', '>' -> {
        at++;
        return Reply.aggregate(c, items(']'));
      }
      case '=', '+', '-' -> {
        at++;
        return Reply.scalar(c, line.charAt(at) == '"' ? quoted() : bare());
      }
      case ':', ',', '#', '(' -> {
        at++;
        return Reply.scalar(c, bare());
      }
      default -> {
        return switch (bare()) {
          case "nil" -> Reply.nil('$');
          case "nilarray" -> Reply.nil('*');
          default -> throw new IllegalArgumentException("no such reply notation: " + line);
        };
      }
    }
  }

  private List<Reply> items(char end) {
    at++;
    List<Reply> items = new ArrayList<>();
    while (true) {
      while (line.charAt(at) == ' ') {
        at++;
      }
      if (line.charAt(at) == end) {
        at++;
        return items;
      }
      items.add(next());
    }
  }

  private String quoted() {
    Words.Quoted quoted = Words.quoted(line, at);
    at = quoted.end();
    return quoted.text();
  }

  private String bare() {
    int from = at;
    while (at < line.length() && " ]}".indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return line.substring(from, at);
  }
}
