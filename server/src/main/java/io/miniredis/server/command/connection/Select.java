package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Chooses the database that this client's later commands are about. */
final class Select implements Command {
  static final Spec SPEC =
      Spec.command("SELECT", Group.CONNECTION)
          .summary("Chooses the database of the connection.")
          .usage("index")
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
    call.session().database(call.databaseArg(1));
    call.reply().simple(Replies.OK);
  }
}
