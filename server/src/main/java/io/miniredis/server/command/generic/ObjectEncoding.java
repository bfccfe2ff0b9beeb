package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the name of a value's representation, or nil if the key does not exist. */
final class ObjectEncoding implements Command {
  static final Spec SPEC =
      Spec.command("OBJECT ENCODING", Group.GENERIC)
          .summary("Tells how a key's value is represented inside.")
          .usage("key")
          .arity(3)
          .flags(Flag.READONLY)
          .keys(readOnly(2))
          .tips("nondeterministic_output")
          .since("2.2.3")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    String encoding = call.inspect(2) ? call.encoding(2) : null;
    if (encoding == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(encoding);
    }
  }
}
