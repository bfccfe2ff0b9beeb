package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with how many of the keys exist; one that is named twice counts twice. */
final class Exists implements Command {
  static final Spec SPEC =
      Spec.command("EXISTS", Group.GENERIC)
          .summary("Counts those of the keys that exist.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1).range(-1, 1, 0))
          .tips("request_policy:multi_shard", "response_policy:agg_sum")
          .since("1.0.0")
          .complexity("O(N) for N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long found = 0;
    for (int i = 1; i < call.argc(); i++) {
      if (call.exists(i)) {
        found++;
      }
    }
    call.reply().integer(found);
  }
}
