package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;

/** Replies with an array that tells of each member whether a set has it: 1 or 0. */
final class SMIsMember implements Command {
  static final Spec SPEC =
      Spec.command("SMISMEMBER", Group.SET)
          .summary("Tells which of some members a set has.")
          .usage("key member [member ...]")
          .arity(-3)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("6.2.0")
          .complexity("O(N) for N members")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SetValue set = call.find(1, SetValue.TYPE);
    call.reply().array(call.argc() - 2L);
    for (int i = 2; i < call.argc(); i++) {
      call.reply().integer(set != null && set.contains(call.arg(i)) ? 1 : 0);
    }
  }
}
