package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the millisecond since the epoch at which a key expires; -1 if it never does, -2 if
 * it does not exist.
 */
final class PExpireTime implements Command {
  static final Spec SPEC =
      Spec.command("PEXPIRETIME", Group.GENERIC)
          .summary("Tells when a key expires, in milliseconds since 1970.")
          .usage("key")
          .arity(2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("7.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Lifetime.reply(call, 0, 1);
  }
}
