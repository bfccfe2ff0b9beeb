package io.miniredis.server.command.slowlog;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with how many commands that took long are remembered. */
final class SlowLogLen implements Command {
  static final Spec SPEC =
      Spec.command("SLOWLOG LEN", Group.SERVER)
          .summary("Tells how many commands that took long are remembered.")
          .usage("")
          .arity(2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:agg_sum", "nondeterministic_output")
          .since("2.2.12")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(call.engine().observing().slowLog().size());
  }
}
