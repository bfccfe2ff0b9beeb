package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Busy;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Ends the script that runs, which then fails: unless there is none, or it has written. OK. */
final class ScriptKill implements Command {
  private static final Spec SPEC =
      Spec.command("SCRIPT KILL", Group.SCRIPTING)
          .summary("Ends the script that runs.")
          .usage("")
          .arity(2)
          .flags(Flag.ALLOW_BUSY, Flag.NOSCRIPT)
          .tips("request_policy:all_shards", "response_policy:one_succeeded")
          .since("2.6.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Killing.kill(call, Busy.Kind.SCRIPT);
  }
}
