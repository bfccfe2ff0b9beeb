package io.miniredis.server.command.scripting;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Scripting;

/** Forgets all scripts; both ways do it at once. OK. */
final class ScriptFlush implements Command {
  private static final Spec SPEC =
      Spec.command("SCRIPT FLUSH", Group.SCRIPTING)
          .summary("Forgets all scripts.")
          .usage("[ASYNC | SYNC]")
          .arity(-2)
          .flags(Flag.NOSCRIPT)
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("2.6.0")
          .complexity("O(N) where N is the number of scripts")
          .locksAll()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 3
        || (call.argc() == 3 && !call.argIs(2, "SYNC") && !call.argIs(2, "ASYNC"))) {
      throw CommandError.of("ERR SCRIPT FLUSH only support SYNC|ASYNC option");
    }
    Scripting.of(call.engine()).flush();
    call.reply().simple(Replies.OK);
  }
}
