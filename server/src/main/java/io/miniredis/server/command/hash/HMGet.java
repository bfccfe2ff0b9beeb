package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;

/** Replies with an array of the values of fields, nil for each that is not there. */
final class HMGet implements Command {
  static final Spec SPEC =
      Spec.command("HMGET", Group.HASH)
          .summary("Reads the values of fields of a hash.")
          .usage("key field [field ...]")
          .arity(-3)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .element(2)
          .since("2.0.0")
          .complexity("O(N) for N fields")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    call.reply().array(call.argc() - 2L);
    for (int i = 2; i < call.argc(); i++) {
      if (hash == null) {
        call.reply().nil();
      } else {
        Fields.reply(call, hash, call.arg(i));
      }
    }
  }
}
