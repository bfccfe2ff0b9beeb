package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.remove;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** As DEL: memory is given back by the garbage collector, so neither of them waits for it. */
final class Unlink implements Command {
  static final Spec SPEC =
      Spec.command("UNLINK", Group.GENERIC)
          .summary("Removes keys, and leaves it to another thread to free what they held.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(remove(1, DELETE).range(-1, 1, 0))
          .tips("request_policy:multi_shard", "response_policy:agg_sum")
          .since("4.0.0")
          .complexity("O(N) for N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Del.removeAll(call);
  }
}
