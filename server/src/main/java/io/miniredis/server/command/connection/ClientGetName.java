package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the name that CLIENT SETNAME or HELLO gave the connection, or nil. */
final class ClientGetName implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT GETNAME", Group.CONNECTION)
          .summary("Tells the name of the connection.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("2.6.9")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    String name = call.session().name();
    if (name.isEmpty()) {
      call.reply().nil();
    } else {
      call.reply().bulk(name);
    }
  }
}
