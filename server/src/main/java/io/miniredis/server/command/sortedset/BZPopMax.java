package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Pops the element of the highest score from the first of some sorted sets that exists; waits while
 * none exists. A nil array when the timeout, in seconds, has passed; 0 is for ever. See {@link
 * Popping#popOrWait}.
 */
final class BZPopMax implements Command {
  static final Spec SPEC =
      Spec.command("BZPOPMAX", Group.SORTED_SET)
          .summary("Removes and gives the element of the highest score; waits for one.")
          .usage("key [key ...] timeout")
          .arity(-3)
          .flags(Flag.BLOCKING, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, DELETE).range(-2, 1, 0))
          .since("5.0.0")
          .complexity("O(K)+O(log(N)) for K keys and N elements")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Popping.popOrWait(call, true);
  }
}
