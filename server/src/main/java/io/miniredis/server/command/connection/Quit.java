package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Answers OK and ends the connection; what the client has sent behind it is not executed. */
final class Quit implements Command {
  static final Spec SPEC =
      Spec.command("QUIT", Group.CONNECTION)
          .summary("Ends the connection.")
          .usage("")
          .arity(-1)
          .flags(Flag.ALLOW_BUSY, Flag.FAST, Flag.LOADING, Flag.NO_AUTH, Flag.NOSCRIPT, Flag.STALE)
          .allowedToListeners()
          .since("1.0.0")
          .complexity("O(1)")
          .deprecated("7.2.0", "closing the connection")
          .neverQueued()
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().simple(Replies.OK);
    call.session().closeAfterReply();
  }
}
