package io.miniredis.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The request format written down as plainly as possible, to compare {@link CommandDecoder} with.
 * Knows nothing of parts that arrive, offsets or speed: it reads a string of bytes.
 */
final class ReferenceDecoder {
  private static final int MAX_LINE = 64 * 1024;

  private final int maxArguments;
  private final int maxBulkLength;
  private final boolean authenticated;
  private final String bytes;
  private int at;

  private static final class Incomplete extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String problem) {
      super("Protocol error: " + problem);
    }
  }

  private ReferenceDecoder(
      String bytes, int maxArguments, int maxBulkLength, boolean authenticated) {
    this.bytes = bytes;
    this.maxArguments = maxArguments;
    this.maxBulkLength = maxBulkLength;
    this.authenticated = authenticated;
  }

  static Decoded decode(String bytes, int maxArguments, int maxBulkLength, boolean authenticated) {
    ReferenceDecoder decoder =
        new ReferenceDecoder(bytes, maxArguments, maxBulkLength, authenticated);
    List<List<String>> commands = new ArrayList<>();
    int consumed = 0;
    try {
      while (consumed < bytes.length()) {
        commands.add(decoder.command());
        consumed = decoder.at;
      }
      return new Decoded(commands, null, consumed);
    } catch (Incomplete e) {
      return new Decoded(commands, null, consumed);
    } catch (Broken e) {
      return new Decoded(commands, e.getMessage(), consumed);
    }
  }

  private List<String> command() throws Incomplete, Broken {
    if (bytes.charAt(at) != '*') {
      String line = line('\n', 1, "too big inline request");
      return words(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    }
    long count = number(line('\r', 2, "too big mbulk count string"), "invalid multibulk length");
    if (count > maxArguments) {
      throw new Broken("invalid multibulk length");
    }
    if (!authenticated && count > 10) {
      throw new Broken("unauthenticated multibulk length");
    }
    List<String> arguments = new ArrayList<>();
    while (arguments.size() < count) {
      arguments.add(bulk());
    }
    return arguments;
  }

  private String bulk() throws Incomplete, Broken {
    String line = line('\r', 2, "too big bulk count string");
    char type = line.isEmpty() ? '\r' : line.charAt(0);
    if (type != '$') {
      throw new Broken("expected '$', got '" + type + "'");
    }
    long length = number(line, "invalid bulk length");
    if (length < 0 || length > maxBulkLength) {
      throw new Broken("invalid bulk length");
    }
    if (!authenticated && length > 16384) {
      throw new Broken("unauthenticated bulk length");
    }
    if (bytes.length() - at < length + 2) {
      throw new Incomplete();
    }
    String argument = bytes.substring(at, at + (int) length);
    at += (int) length + 2;
    return argument;
  }

  /** The line up to {@code end}, which takes {@code endLength} bytes. */
  private String line(char end, int endLength, String tooLong) throws Incomplete, Broken {
    int found = bytes.indexOf(end, at);
    int nul = bytes.indexOf('\0', at);
    boolean seen = found >= 0 && (nul < 0 || nul > found);
    if (seen ? found - at > MAX_LINE : bytes.length() - at > MAX_LINE) {
      throw new Broken(tooLong);
    }
    if (!seen || found + endLength > bytes.length()) {
      throw new Incomplete();
    }
    String line = bytes.substring(at, found);
    at = found + endLength;
    return line;
  }

  private static long number(String line, String problem) throws Broken {
    String digits = line.substring(1);
    if (!digits.matches("0|-?[1-9][0-9]{0,18}")) {
      throw new Broken(problem);
    }
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new Broken(problem);
    }
  }

  private static List<String> words(String line) throws Broken {
    List<String> words = new ArrayList<>();
    String rest = line;
    while (true) {
      rest = rest.replaceFirst("^[ \\t\\n\\x0B\\f\\r]+", "");
      if (rest.isEmpty()) {
        return words;
      }
      StringBuilder word = new StringBuilder();
      while (!rest.isEmpty() && " \n\r\t".indexOf(rest.charAt(0)) < 0) {
        char c = rest.charAt(0);
        rest = rest.substring(1);
        if (c == '"' || c == '\'') {
          rest = c == '"' ? doubleQuoted(rest, word) : singleQuoted(rest, word);
          if (!rest.matches("(?s)([ \\t\\n\\x0B\\f\\r].*)?")) {
            throw new Broken("unbalanced quotes in request");
          }
          break;
        }
        word.append(c);
      }
      words.add(word.toString());
    }
  }

  private static String doubleQuoted(String text, StringBuilder word) throws Broken {
    String rest = text;
    while (!rest.startsWith("\"")) {
      if (rest.matches("(?s)\\\\x[0-9a-fA-F]{2}.*")) {
        word.append((char) Integer.parseInt(rest.substring(2, 4), 16));
        rest = rest.substring(4);
      } else if (rest.matches("(?s)\\\\.+")) {
        String escape = "nrtba";
        int known = escape.indexOf(rest.charAt(1));
        word.append(known < 0 ? rest.charAt(1) : "\n\r\t\b\u0007".charAt(known));
        rest = rest.substring(2);
      } else {
        rest = plain(rest, word);
      }
    }
    return rest.substring(1);
  }

  private static String singleQuoted(String text, StringBuilder word) throws Broken {
    String rest = text;
    while (!rest.startsWith("'")) {
      if (rest.startsWith("\\'")) {
        word.append('\'');
        rest = rest.substring(2);
      } else {
        rest = plain(rest, word);
      }
    }
    return rest.substring(1);
  }

  private static String plain(String rest, StringBuilder word) throws Broken {
    if (rest.isEmpty()) {
      throw new Broken("unbalanced quotes in request");
    }
    word.append(rest.charAt(0));
    return rest.substring(1);
  }
}
