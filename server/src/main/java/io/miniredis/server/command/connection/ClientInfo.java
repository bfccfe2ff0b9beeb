package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the connection's line of CLIENT LIST. */
final class ClientInfo implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT INFO", Group.CONNECTION)
          .summary("Describes the connection.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("nondeterministic_output")
          .since("6.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ClientLines lines = new ClientLines(call);
    lines.add(call.session());
    lines.reply();
  }
}
