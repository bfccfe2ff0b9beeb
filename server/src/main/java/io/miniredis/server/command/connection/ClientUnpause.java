package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Lets commands run that CLIENT PAUSE held back. */
final class ClientUnpause implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT UNPAUSE", Group.CONNECTION)
          .summary("Ends CLIENT PAUSE.")
          .usage("")
          .arity(2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.2.0")
          .complexity("O(N) for N clients held back")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.engine().pausing().end();
    call.reply().simple(Replies.OK);
  }
}
