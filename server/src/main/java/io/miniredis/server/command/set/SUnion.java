package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;

/**
 * Replies with the members that any of some sets has. A key that does not exist is an empty set.
 *
 * <p>Checked first: the types of all keys.
 */
final class SUnion implements Command {
  static final Spec SPEC =
      Spec.command("SUNION", Group.SET)
          .summary("Unites sets.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS).range(-1, 1, 0))
          .tips("nondeterministic_output_order")
          .since("1.0.0")
          .complexity("O(N) for N members of all sets")
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
    SetValue union = Union.of(call, Inputs.find(call, 1));
    call.reply().set(union.size());
    Members.writeAll(call, union);
  }
}
