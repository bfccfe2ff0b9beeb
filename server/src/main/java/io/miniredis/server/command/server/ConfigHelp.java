package io.miniredis.server.command.server;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with CONFIG's subcommands, in words. */
final class ConfigHelp implements Command {
  static final Spec SPEC =
      Spec.command("CONFIG HELP", Group.SERVER)
          .summary("Explains the subcommands.")
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
        "GET <pattern> [<pattern> ...]",
        "    Read the settings whose names match a pattern.",
        "SET <setting> <value> [<setting> <value> ...]",
        "    Change settings, all or none.",
        "RESETSTAT",
        "    Set the counters of INFO back to 0.",
        "REWRITE",
        "    Write the settings to the configuration file.");
  }
}
