package io.miniredis.server.command.scripting;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Scripting;

/** Removes a library with all its functions; an error if there is none. OK. */
final class FunctionDelete implements Command {
  private static final Spec SPEC =
      Spec.command("FUNCTION DELETE", Group.SCRIPTING)
          .summary("Removes a library of functions.")
          .usage("library-name")
          .arity(3)
          .flags(Flag.NOSCRIPT, Flag.WRITE)
          .tips("request_policy:all_shards", "response_policy:all_succeeded")
          .since("7.0.0")
          .complexity("O(N) where N is the number of libraries")
          .locksAll()
          .build();

  private static final CommandError NOT_FOUND = CommandError.of("ERR Library not found");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (!Scripting.of(call.engine()).libraries().delete(call.arg(2))) {
      throw NOT_FOUND;
    }
    call.changedBeyondKeys();
    call.reply().simple(Replies.OK);
  }
}
