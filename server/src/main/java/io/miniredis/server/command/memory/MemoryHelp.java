package io.miniredis.server.command.memory;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of MEMORY do. */
final class MemoryHelp implements Command {
  static final Spec SPEC =
      Spec.command("MEMORY HELP", Group.SERVER)
          .summary("Tells what the subcommands of MEMORY do.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .since("4.0.0")
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
        "DOCTOR",
        "    Explain what is worth a look in the use of memory.",
        "MALLOC-STATS",
        "    Tell how the JVM divides its memory.",
        "PURGE",
        "    Do nothing: the JVM gives memory back by itself.",
        "STATS",
        "    Tell what the server uses memory for.",
        "USAGE <key> [SAMPLES <count>]",
        "    Tell how many bytes a key and its value take. The figure is exact, so that",
        "    <count> has no effect.");
  }
}
