package io.miniredis.server.command.module;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of MODULE do. */
final class ModuleHelp implements Command {
  static final Spec SPEC =
      Spec.command("MODULE HELP", Group.SERVER)
          .summary("Tells what the subcommands of MODULE do.")
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
        "LIST",
        "    List the modules that are loaded: none.",
        "LOAD <path> [<arg> ...]",
        "    Fail: this server takes no modules.",
        "LOADEX <path> [CONFIG <name> <value> ...] [ARGS <arg> ...]",
        "    Fail: this server takes no modules.",
        "UNLOAD <name>",
        "    Fail: no module is loaded.");
  }
}
