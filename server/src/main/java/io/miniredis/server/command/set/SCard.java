package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;

/** Replies with the number of members of a set; 0 if the key does not exist. */
final class SCard implements Command {
  static final Spec SPEC =
      Spec.command("SCARD", Group.SET)
          .summary("Counts the members of a set.")
          .usage("key")
          .arity(2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1))
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
    call.reply().integer(set == null ? 0 : set.size());
  }
}
