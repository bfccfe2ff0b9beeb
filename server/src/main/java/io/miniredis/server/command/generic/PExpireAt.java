package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Lets a key expire at a time, in milliseconds since the epoch. {@link Expiry} tells the order of
 * checks.
 */
final class PExpireAt implements Command {
  static final Spec SPEC =
      Spec.command("PEXPIREAT", Group.GENERIC)
          .summary("Lets a key expire at a time in milliseconds since 1970.")
          .usage("key unix-time-milliseconds" + Expiry.USAGE_OF_CONDITIONS)
          .arity(-3)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("2.6.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Expiry.UNIX_MILLIS.execute(call);
  }
}
