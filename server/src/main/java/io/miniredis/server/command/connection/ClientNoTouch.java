package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Says whether the keys that this client reads are to stay as unused as they were; TOUCH marks them
 * all the same.
 */
final class ClientNoTouch implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT NO-TOUCH", Group.CONNECTION)
          .summary("Keeps the commands of the connection from marking keys as used.")
          .usage("<ON | OFF>")
          .arity(3)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("7.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.session().noTouch(Switch.parse(call, 2));
    call.reply().simple(Replies.OK);
  }
}
