package io.miniredis.server.engine;

import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said of commands that there are not. */
final class UnknownNames {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownNames.class);
  private static final int SHOWN = 128; // characters of a name, and of the arguments together
  private static final long WARNING_PAUSE_MILLIS = 60_000;

  private long warnedMillis = -WARNING_PAUSE_MILLIS;

  /** The error for an unknown command: its name and the beginning of its arguments. */
  static String command(Arguments args) {
    StringBuilder line = new StringBuilder("ERR unknown command '");
    line.append(text(args, 0, SHOWN)).append("', with args beginning with: ");
    int shown = 0;
    for (int i = 1; i < args.argc() && shown < SHOWN; i++) {
      String arg = text(args, i, SHOWN - shown);
      line.append('\'').append(arg).append("' ");
      shown += arg.length() + 3;
    }
    return line.toString();
  }

  /** The error for an unknown subcommand. */
  static String subcommand(Arguments args) {
    String container = text(args, 0, SHOWN).toUpperCase(Locale.ROOT);
    return "ERR unknown subcommand '" + text(args, 1, SHOWN) + "'. Try " + container + " HELP.";
  }

  /** Warns of a client that speaks HTTP, once a minute: who sends one such line can send many. */
  void warnOfAttack(Session session, long millis) {
    if (millis - warnedMillis < WARNING_PAUSE_MILLIS) {
      return;
    }
    warnedMillis = millis;
    LOG.warn(
        "Client {} sent POST or Host: as a command, as a web page does that is made to attack this"
            + " server. Its connection was closed.",
        session.link().remoteAddress());
  }

  /** The beginning of an argument, to be quoted in an error; up to a NUL, as in C. */
  private static String text(Arguments args, int arg, int max) {
    Slice a = args.arg(arg);
    int end = 0;
    while (end < Math.min(max, a.length()) && a.byteAt(end) != 0) {
      end++;
    }
    return new String(a.array(), a.offset(), end, StandardCharsets.ISO_8859_1);
  }
}
