package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/** Replies with a string, or nil if the key does not exist. */
final class Get implements Command {
  static final Spec SPEC =
      Spec.command("GET", Group.STRING)
          .summary("Reads the string of a key.")
          .usage("key")
          .arity(2)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1, ACCESS))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice value = call.findString(1);
    if (value == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(value.array(), value.offset(), value.length());
    }
  }
}
