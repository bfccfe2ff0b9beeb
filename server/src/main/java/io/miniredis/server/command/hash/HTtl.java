package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Tells in how many seconds fields of a hash expire. See {@link Expiries}. */
final class HTtl implements Command {
  static final Spec SPEC =
      Spec.command("HTTL", Group.HASH)
          .summary("Tells in how many seconds fields of a hash expire.")
          .usage("key FIELDS numfields field [field ...]")
          .arity(-5)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("7.4.0")
          .complexity("O(N) for N fields")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Expiries.reply(call, 1000, call.now());
  }
}
