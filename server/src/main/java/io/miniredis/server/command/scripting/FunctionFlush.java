package io.miniredis.server.command.scripting;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Scripting;

/** Removes all libraries; both ways do it at once. OK. */
final class FunctionFlush implements Command {
  private static final Spec SPEC =
      Spec.command("FUNCTION FLUSH", Group.SCRIPTING)
          .summary("Removes all libraries of functions.")
          .usage("[ASYNC | SYNC]")
          .arity(-2)
          .flags(Flag.NOSCRIPT, Flag.WRITE)
          .tips("request_policy:all_shards", "response_policy:all_succeeded")
          .since("7.0.0")
          .complexity("O(N) where N is the number of functions")
          .locksAll()
          .build();

  private static final CommandError TOO_MANY =
      CommandError.of(
          "ERR unknown subcommand or wrong number of arguments for 'FLUSH'. Try FUNCTION HELP.");
  private static final CommandError WRONG_MODE =
      CommandError.of("ERR FUNCTION FLUSH only supports SYNC|ASYNC option");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 3) {
      throw TOO_MANY;
    }
    if (call.argc() == 3 && !call.argIs(2, "SYNC") && !call.argIs(2, "ASYNC")) {
      throw WRONG_MODE;
    }
    Scripting.of(call.engine()).libraries().clear();
    call.changedBeyondKeys();
    call.reply().simple(Replies.OK);
  }
}
