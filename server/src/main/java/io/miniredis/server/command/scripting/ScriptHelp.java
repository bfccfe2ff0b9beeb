package io.miniredis.server.command.scripting;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of SCRIPT do. */
final class ScriptHelp implements Command {
  private static final Spec SPEC =
      Spec.command("SCRIPT HELP", Group.SCRIPTING)
          .summary("Tells what the subcommands of SCRIPT do.")
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
        "DEBUG (YES|SYNC|NO)",
        "    Choose whether the scripts that this connection runs are debugged.",
        "EXISTS <sha1> [<sha1> ...]",
        "    Tell which scripts are known.",
        "FLUSH [ASYNC|SYNC]",
        "    Forget all scripts.",
        "KILL",
        "    End the script that runs, unless it has written.",
        "LOAD <script>",
        "    Take in a script without running it.");
  }
}
