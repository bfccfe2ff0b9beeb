package io.miniredis.server.command.slowlog;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Forgets the commands that took long: OK. */
final class SlowLogReset implements Command {
  static final Spec SPEC =
      Spec.command("SLOWLOG RESET", Group.SERVER)
          .summary("Forgets the commands that took long.")
          .usage("")
          .arity(2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("2.2.12")
          .complexity("O(N) where N is the number of entries")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.engine().observing().slowLog().clear();
    call.reply().simple(Replies.OK);
  }
}
