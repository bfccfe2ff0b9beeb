package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Pops the elements of the lowest scores, one if no count is given. See {@link Popping#pop}. */
final class ZPopMin implements Command {
  static final Spec SPEC =
      Spec.command("ZPOPMIN", Group.SORTED_SET)
          .summary("Removes and gives the elements of the lowest scores.")
          .usage("key [count]")
          .arity(-2)
          .flags(Flag.WRITE, Flag.FAST)
          .keys(readWrite(1, ACCESS, DELETE))
          .since("5.0.0")
          .complexity("O(log(N)+M) for N elements, M of them removed")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Popping.pop(call, false);
  }
}
