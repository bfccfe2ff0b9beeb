package io.miniredis.server.command.latency;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of LATENCY do. */
final class LatencyHelp implements Command {
  static final Spec SPEC =
      Spec.command("LATENCY HELP", Group.SERVER)
          .summary("Tells what the subcommands of LATENCY do.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .since("2.8.13")
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
        "    Explain which events took long, and what may help.",
        "GRAPH <event>",
        "    Draw when events of this kind took long.",
        "HISTOGRAM [<command> ...]",
        "    Tell how long these commands took, or all commands.",
        "HISTORY <event>",
        "    Tell when events of this kind took long, and how long.",
        "LATEST",
        "    Tell the latest event of each kind that took long, and the longest.",
        "RESET [<event> ...]",
        "    Forget the events of these kinds, or of all.");
  }
}
