package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Adds to the score of a member, from 0 if it is new, and replies with the sum.
 *
 * <p>Checked in this order: the number, the key's type, whether the sum is a number.
 */
final class ZIncrBy implements Command {
  static final Spec SPEC =
      Spec.command("ZINCRBY", Group.SORTED_SET)
          .summary("Adds to the score of a member.")
          .usage("key increment member")
          .arity(4)
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .keys(readWrite(1, ACCESS, UPDATE))
          .element(3)
          .since("1.2.0")
          .complexity("O(log(N)) for N elements")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Adding.increment(call, 2, 0);
  }
}
