package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Marks keys as just used, also for a client that has asked by CLIENT NO-TOUCH that its commands do
 * not; replies with how many of them exist.
 */
final class Touch implements Command {
  static final Spec SPEC =
      Spec.command("TOUCH", Group.GENERIC)
          .summary("Marks keys as just used, and counts those that exist.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1).range(-1, 1, 0))
          .tips("request_policy:multi_shard", "response_policy:agg_sum")
          .since("3.2.1")
          .complexity("O(N) for N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long touched = 0;
    for (int i = 1; i < call.argc(); i++) {
      if (call.touch(i)) {
        touched++;
      }
    }
    call.reply().integer(touched);
  }
}
