package io.miniredis.server.command.scripting;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Libraries;
import io.miniredis.server.scripting.Scripting;

/**
 * Takes the libraries of a FUNCTION DUMP in, all or none of them; OK.
 *
 * <p>Checked in this order: the policy; the payload's version and checksum; each library as
 * FUNCTION LOAD does; names that are in use.
 */
final class FunctionRestore implements Command {
  private static final Spec SPEC =
      Spec.command("FUNCTION RESTORE", Group.SCRIPTING)
          .summary("Takes the libraries of a dump in.")
          .usage("serialized-value [FLUSH | APPEND | REPLACE]")
          .arity(-3)
          .flags(Flag.DENYOOM, Flag.NOSCRIPT, Flag.WRITE)
          .tips("request_policy:all_shards", "response_policy:all_succeeded")
          .since("7.0.0")
          .complexity("O(N) where N is the length of the libraries, and what their code does")
          .locksAll()
          .build();

  private static final CommandError TOO_MANY =
      CommandError.of(
          "ERR unknown subcommand or wrong number of arguments for 'RESTORE'. Try FUNCTION HELP.");
  private static final CommandError WRONG_POLICY =
      CommandError.of(
          "ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 4) {
      throw TOO_MANY;
    }
    Libraries.Policy policy = Libraries.Policy.APPEND;
    if (call.argc() == 4) {
      policy = policy(call, 3);
    }
    Scripting.of(call.engine()).libraries().restore(call.arg(2), policy, !call.isReplayed());
    call.changedBeyondKeys();
    call.reply().simple(Replies.OK);
  }

  private static Libraries.Policy policy(Call call, int arg) {
    for (Libraries.Policy policy : Libraries.Policy.values()) {
      if (call.argIs(arg, policy.name())) {
        return policy;
      }
    }
    throw WRONG_POLICY;
  }
}
