package io.miniredis.server.command.stream;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of XGROUP do. */
final class XGroupHelp implements Command {
  static final Spec SPEC =
      Spec.command("XGROUP HELP", Group.STREAM)
          .summary("Tells what the subcommands of XGROUP do.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .since("5.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HelpText.reply(
        call,
        "CREATE <key> <groupname> <id|$> [option]",
        "    Make a consumer group that begins behind <id>. Options are:",
        "    * MKSTREAM",
        "      Make the stream too if there is none.",
        "    * ENTRIESREAD entries_read",
        "      How many entries were read up to <id>.",
        "CREATECONSUMER <key> <groupname> <consumer>",
        "    Make a consumer in the group.",
        "DELCONSUMER <key> <groupname> <consumer>",
        "    Remove a consumer of the group.",
        "DESTROY <key> <groupname>",
        "    Remove the group.",
        "SETID <key> <groupname> <id|$> [ENTRIESREAD entries_read]",
        "    Have the group go on behind <id>.");
  }
}
