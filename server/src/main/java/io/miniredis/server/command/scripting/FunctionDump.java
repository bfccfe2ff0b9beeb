package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Scripting;

/** Replies with all libraries in one string, which FUNCTION RESTORE takes, here and in a Redis. */
final class FunctionDump implements Command {
  private static final Spec SPEC =
      Spec.command("FUNCTION DUMP", Group.SCRIPTING)
          .summary("Replies with all libraries in one string.")
          .usage("")
          .arity(2)
          .flags(Flag.NOSCRIPT)
          .since("7.0.0")
          .complexity("O(N) where N is the length of all libraries")
          .locksAll()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().bulk(Scripting.of(call.engine()).libraries().dump());
  }
}
