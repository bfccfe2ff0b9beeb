package io.miniredis.server.command.slowlog;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of SLOWLOG do. */
final class SlowLogHelp implements Command {
  static final Spec SPEC =
      Spec.command("SLOWLOG HELP", Group.SERVER)
          .summary("Tells what the subcommands of SLOWLOG do.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .since("6.2.0")
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
        "GET [<count>]",
        "    Tell the last <count> commands that took long: 10 by default, all for -1.",
        "    Of each: id, second, microseconds, arguments, address and name of the client.",
        "LEN",
        "    Tell how many commands are remembered.",
        "RESET",
        "    Forget them all.");
  }
}
