package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Lets a key expire so many seconds from now. {@link Expiry} tells the order of checks. */
final class Expire implements Command {
  static final Spec SPEC =
      Spec.command("EXPIRE", Group.GENERIC)
          .summary("Lets a key expire after so many seconds.")
          .usage("key seconds" + Expiry.USAGE_OF_CONDITIONS)
          .arity(-3)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Expiry.SECONDS_FROM_NOW.execute(call);
  }
}
