package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the seconds until a key expires, rounded; -1 if it never does, -2 if it does not
 * exist.
 */
final class Ttl implements Command {
  static final Spec SPEC =
      Spec.command("TTL", Group.GENERIC)
          .summary("Tells in how many seconds a key expires.")
          .usage("key")
          .arity(2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Lifetime.reply(call, call.now(), 1000);
  }
}
