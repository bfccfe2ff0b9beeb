package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Scripting;

/** Compiles a script and keeps it; replies with its SHA-1. */
final class ScriptLoad implements Command {
  private static final Spec SPEC =
      Spec.command("SCRIPT LOAD", Group.SCRIPTING)
          .summary("Takes in a script, to be run by its SHA-1.")
          .usage("script")
          .arity(3)
          .flags(Flag.NOSCRIPT, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("2.6.0")
          .complexity("O(N) where N is the length of the script")
          .locksAll()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().bulk(Scripting.of(call.engine()).load(call, 2));
  }
}
