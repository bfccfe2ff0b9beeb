package io.miniredis.server.command.generic;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of OBJECT do. */
final class ObjectHelp implements Command {
  static final Spec SPEC =
      Spec.command("OBJECT HELP", Group.GENERIC)
          .summary("Tells what the subcommands of OBJECT do.")
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
        "ENCODING <key>",
        "    Tell how the value of <key> is represented inside.",
        "FREQ <key>",
        "    Tell how often <key> is used, on a logarithmic scale from 0 to 255; only under",
        "    an LFU maxmemory-policy.",
        "IDLETIME <key>",
        "    Tell how many seconds <key> was not used; not under an LFU maxmemory-policy.",
        "REFCOUNT <key>",
        "    Tell how many references the value of <key> has.");
  }
}
