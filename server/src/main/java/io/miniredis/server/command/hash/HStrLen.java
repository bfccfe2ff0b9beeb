package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;

/** Replies with the length of the value of a field in bytes; 0 if it is not there. */
final class HStrLen implements Command {
  static final Spec SPEC =
      Spec.command("HSTRLEN", Group.HASH)
          .summary("Tells the length of the value of a field of a hash.")
          .usage("key field")
          .arity(3)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1))
          .element(2)
          .since("3.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    Slice value = call.scratch();
    boolean exists = hash != null && Fields.get(call, hash, call.arg(2), value);
    call.reply().integer(exists ? value.length() : 0);
  }
}
