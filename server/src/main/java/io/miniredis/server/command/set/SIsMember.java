package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;

/** Replies with 1 if a set has a member, else 0. */
final class SIsMember implements Command {
  static final Spec SPEC =
      Spec.command("SISMEMBER", Group.SET)
          .summary("Tells whether a set has a member.")
          .usage("key member")
          .arity(3)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1))
          .element(2)
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SetValue set = call.find(1, SetValue.TYPE);
    call.reply().integer(set != null && set.contains(call.arg(2)) ? 1 : 0);
  }
}
