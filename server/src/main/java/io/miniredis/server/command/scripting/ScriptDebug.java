package io.miniredis.server.command.scripting;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies OK to NO; there is no debugger, so YES and SYNC are errors. */
final class ScriptDebug implements Command {
  private static final Spec SPEC =
      Spec.command("SCRIPT DEBUG", Group.SCRIPTING)
          .summary("Chooses whether scripts are debugged.")
          .usage("<YES | SYNC | NO>")
          .arity(3)
          .flags(Flag.NOSCRIPT)
          .since("3.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argIs(2, "NO")) {
      call.reply().simple(Replies.OK);
      return;
    }
    throw CommandError.of(
        call.argIs(2, "YES") || call.argIs(2, "SYNC")
            ? "ERR The debugger of scripts is not supported"
            : "ERR Use SCRIPT DEBUG YES/SYNC/NO");
  }
}
