package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;

/**
 * Removes the element at the tail of a list and replies with it; nil when the key is absent. With a
 * count: removes up to so many and replies with an array of them.
 *
 * <p>Checked in this order: number of arguments, count, type of the value.
 */
final class RPop implements Command {
  private static final Spec SPEC =
      Spec.command("RPOP", Group.LIST)
          .usage("key [count]")
          .arity(-2)
          .keys(KeySpec.readWrite(1, KeySpec.Use.ACCESS, KeySpec.Use.DELETE))
          .flags(Flag.WRITE, Flag.FAST)
          .summary("Removes elements from the tail of a list and gives them.")
          .since("1.0.0")
          .complexity("O(N) where N is the number of elements given")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Popping.pop(call, ListEnd.RIGHT);
  }
}
