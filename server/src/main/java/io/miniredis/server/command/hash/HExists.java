package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;

/** Replies with 1 if a hash has a field, else 0. */
final class HExists implements Command {
  static final Spec SPEC =
      Spec.command("HEXISTS", Group.HASH)
          .summary("Tells whether a hash has a field.")
          .usage("key field")
          .arity(3)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1))
          .element(2)
          .since("2.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    boolean exists = hash != null && Fields.get(call, hash, call.arg(2), call.scratch());
    call.reply().integer(exists ? 1 : 0);
  }
}
