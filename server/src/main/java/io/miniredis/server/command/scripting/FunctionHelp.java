package io.miniredis.server.command.scripting;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of FUNCTION do. */
final class FunctionHelp implements Command {
  private static final Spec SPEC =
      Spec.command("FUNCTION HELP", Group.SCRIPTING)
          .summary("Tells what the subcommands of FUNCTION do.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .since("7.0.0")
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
        "DELETE <library-name>",
        "    Remove a library with all its functions.",
        "DUMP",
        "    Reply with all libraries in one string, for RESTORE.",
        "FLUSH [ASYNC|SYNC]",
        "    Remove all libraries.",
        "KILL",
        "    End the function that runs, unless it has written.",
        "LIST [LIBRARYNAME <pattern>] [WITHCODE]",
        "    Tell which libraries and functions there are; their code too, if asked for.",
        "LOAD [REPLACE] <function-code>",
        "    Take in a library, in the place of the one with its name if asked for.",
        "RESTORE <serialized-value> [FLUSH|APPEND|REPLACE]",
        "    Take in the libraries of a dump: in the place of all (FLUSH), beside those that are",
        "    there (APPEND, the default), or in the place of those with the same names (REPLACE).",
        "STATS",
        "    Tell which function runs, and how many libraries and functions there are.");
  }
}
