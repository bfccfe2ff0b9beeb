package io.miniredis.server.command.connection;

import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;

/** What clients may call themselves: text that cannot break a line of CLIENT LIST apart. */
final class PrintableText {
  private static final CommandError BAD_NAME =
      CommandError.of("ERR Client names cannot contain spaces, newlines or special characters.");

  private PrintableText() {}

  /** A client's name. */
  static String name(Slice text) {
    return check(text, BAD_NAME);
  }

  /** Anything else that a client tells about itself; {@code called} names it in the error. */
  static String attribute(Slice called, Slice text) {
    return check(
        text,
        CommandError.of(
            "ERR " + called + " cannot contain spaces, newlines or special characters."));
  }

  private static String check(Slice text, CommandError otherwise) {
    for (int i = 0; i < text.length(); i++) {
      if (text.byteAt(i) < '!' || text.byteAt(i) > '~') {
        throw otherwise;
      }
    }
    return text.toString();
  }
}
