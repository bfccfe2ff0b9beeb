package io.miniredis.server.command.scripting;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
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

  private static final CommandError NOT_BUSY =
      CommandError.of("NOTBUSY No scripts in execution right now.");
  private static final CommandError UNKILLABLE =
      CommandError.of(
          "UNKILLABLE Sorry the script already executed write commands against the dataset. You can"
              + " either wait the script termination or kill the server in a hard way using the"
              + " SHUTDOWN NOSAVE command.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    switch (call.engine().busy().kill()) {
      case NOT_BUSY -> throw NOT_BUSY;
      case UNKILLABLE -> throw UNKILLABLE;
      case DONE -> call.reply().simple(Replies.OK);
    }
  }
}
