package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/** Answers its argument. */
final class Echo implements Command {
  static final Spec SPEC =
      Spec.command("ECHO", Group.CONNECTION)
          .summary("Answers the message it was given.")
          .usage("message")
          .arity(2)
          .flags(Flag.FAST, Flag.LOADING, Flag.STALE)
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice message = call.arg(1);
    call.reply().bulk(message.array(), message.offset(), message.length());
  }
}
