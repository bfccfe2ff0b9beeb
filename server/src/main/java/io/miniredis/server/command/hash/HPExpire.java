package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Has fields of a hash expire in so many milliseconds from now. See {@link Expiring}. */
final class HPExpire implements Command {
  static final Spec SPEC =
      Spec.command("HPEXPIRE", Group.HASH)
          .summary("Has fields of a hash expire in so many milliseconds from now.")
          .usage("key milliseconds [NX | XX | GT | LT] FIELDS numfields field [field ...]")
          .arity(-6)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("7.4.0")
          .complexity("O(N) for N fields")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Expiring.expire(call, 1, call.now());
  }
}
