package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Scripting;

/** Replies with 1 or 0 for every SHA-1: whether its script is known. */
final class ScriptExists implements Command {
  private static final Spec SPEC =
      Spec.command("SCRIPT EXISTS", Group.SCRIPTING)
          .summary("Tells which scripts are known.")
          .usage("sha1 [sha1 ...]")
          .arity(-3)
          .flags(Flag.NOSCRIPT)
          .tips("request_policy:all_shards", "response_policy:agg_logical_and")
          .since("2.6.0")
          .complexity("O(N) where N is the number of scripts asked for")
          .locksAll()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().array(call.argc() - 2L);
    for (int i = 2; i < call.argc(); i++) {
      call.reply().integer(Scripting.of(call.engine()).has(call, i) ? 1 : 0);
    }
  }
}
