package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Sets the counters that INFO shows back to 0. */
final class ConfigResetStat implements Command {
  static final Spec SPEC =
      Spec.command("CONFIG RESETSTAT", Group.SERVER)
          .summary("Sets the counters of INFO back to 0.")
          .arity(2)
          .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("2.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.engine().resetStats();
    call.reply().simple(Replies.OK);
  }
}
