package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the name of the type of what a key holds; {@code none} if it does not exist. */
final class Type implements Command {
  static final Spec SPEC =
      Spec.command("TYPE", Group.GENERIC)
          .summary("Tells what type of value a key holds.")
          .usage("key")
          .arity(2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    String type = call.type(1);
    if (type == null) {
      call.reply().simple(Replies.NONE);
    } else {
      call.reply().simple(type);
    }
  }
}
