package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.overwrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Sets a string if the key does not exist: 1 if it did, 0 if not. */
final class SetNx implements Command {
  static final Spec SPEC =
      Spec.command("SETNX", Group.STRING)
          .summary("Sets the string of a key that does not exist.")
          .usage("key value")
          .arity(3)
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .keys(overwrite(1, INSERT))
          .since("1.0.0")
          .complexity("O(1)")
          .deprecated("2.6.12", "SET with NX")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.exists(1)) {
      call.reply().integer(0);
      return;
    }
    call.setString(1, call.arg(2));
    call.changed(1, Set.EVENT);
    call.reply().integer(1);
  }
}
