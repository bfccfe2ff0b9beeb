package io.miniredis.server.command;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import java.util.Locale;

/** The reply of a container's HELP: lines of text, as statuses. */
public final class HelpText {
  private HelpText() {}

  /**
   * Replies with a line about the container's form, these lines, and two about HELP itself.
   *
   * @param lines a subcommand's form each, or indented by four blanks what it does
   */
  public static void reply(Call call, String... lines) {
    String name = call.arg(0).toString().toUpperCase(Locale.ROOT);
    ReplyWriter reply = call.reply();
    reply.array(lines.length + 3L);
    reply.simple(name + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
    for (String line : lines) {
      reply.simple(line);
    }
    reply.simple("HELP");
    reply.simple("    Print this help.");
  }
}
