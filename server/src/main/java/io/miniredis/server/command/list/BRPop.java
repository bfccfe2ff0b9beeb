package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;

/**
 * Removes the element at the tail of the first of some lists that exists, and replies with the key
 * and the element; waits while none exists. A nil array when the timeout, in seconds, has passed; 0
 * is for ever.
 *
 * <p>Checked in this order: the timeout, then key by key the type of its value.
 */
final class BRPop implements Command {
  private static final Spec SPEC =
      Spec.command("BRPOP", Group.LIST)
          .usage("key [key ...] timeout")
          .arity(-3)
          .keys(KeySpec.readWrite(1, KeySpec.Use.ACCESS, KeySpec.Use.DELETE).range(-2, 1, 0))
          .flags(Flag.BLOCKING, Flag.WRITE)
          .summary("Removes the tail of the first list that has one and gives it; waits for one.")
          .since("2.0.0")
          .complexity("O(N) where N is the number of keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    BlockingPop.pop(call, ListEnd.RIGHT);
  }
}
