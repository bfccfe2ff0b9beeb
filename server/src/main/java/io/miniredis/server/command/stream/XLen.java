package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamValue;

/** Replies with the number of a stream's entries; 0 if it does not exist. */
final class XLen implements Command {
  static final Spec SPEC =
      Spec.command("XLEN", Group.STREAM)
          .summary("Tells the number of entries of a stream.")
          .usage("key")
          .arity(2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1))
          .since("5.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamValue stream = call.find(1, StreamValue.TYPE);
    call.reply().integer(stream == null ? 0 : stream.size());
  }
}
