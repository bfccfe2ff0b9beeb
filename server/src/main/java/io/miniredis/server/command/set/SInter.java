package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the members that all of some sets have. A key that does not exist is an empty set.
 *
 * <p>Checked first: the types of all keys.
 */
final class SInter implements Command {
  static final Spec SPEC =
      Spec.command("SINTER", Group.SET)
          .summary("Intersects sets.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS).range(-1, 1, 0))
          .tips("nondeterministic_output_order")
          .since("1.0.0")
          .complexity("O(N*M) for N members of the smallest of M sets")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() == 2) {
      Members.replyAll(call, 1);
      return;
    }
    Sieves.reply(call, Sieves.intersection(call, Inputs.find(call, 1)));
  }
}
