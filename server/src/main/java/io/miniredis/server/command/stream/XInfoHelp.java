package io.miniredis.server.command.stream;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of XINFO do. */
final class XInfoHelp implements Command {
  static final Spec SPEC =
      Spec.command("XINFO HELP", Group.STREAM)
          .summary("Tells what the subcommands of XINFO do.")
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
        "CONSUMERS <key> <groupname>",
        "    Tell the consumers of the group.",
        "GROUPS <key>",
        "    Tell the consumer groups of the stream.",
        "STREAM <key> [FULL [COUNT <count>]",
        "    Tell what the stream is like.");
  }
}
