package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;

/** Replies with the value of a field; nil if there is no such field or key. */
final class HGet implements Command {
  static final Spec SPEC =
      Spec.command("HGET", Group.HASH)
          .summary("Reads the value of a field of a hash.")
          .usage("key field")
          .arity(3)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
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
    if (hash == null) {
      call.reply().nil();
    } else {
      Fields.reply(call, hash, call.arg(2));
    }
  }
}
