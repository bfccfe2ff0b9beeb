package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.remove;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Removes keys, and replies with how many of them there were. */
final class Del implements Command {
  static final Spec SPEC =
      Spec.command("DEL", Group.GENERIC)
          .summary("Removes keys.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.WRITE)
          .keys(remove(1, DELETE).range(-1, 1, 0))
          .tips("request_policy:multi_shard", "response_policy:agg_sum")
          .since("1.0.0")
          .complexity("O(N) for N keys, and O(M) for the M elements of large values")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    removeAll(call);
  }

  /** Removes every key that the arguments name, and replies with how many of them there were. */
  static void removeAll(Call call) {
    long removed = 0;
    for (int i = 1; i < call.argc(); i++) {
      if (call.delete(i)) {
        call.changed(i, Event.DEL);
        removed++;
      }
    }
    call.reply().integer(removed);
  }
}
