package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Has the client shown every command that any client runs from now on, as a status each, behind its
 * own OK; passwords are redacted, commands of administration left out. The client itself may not
 * touch keys any more, until RESET. One that monitors already gets no reply.
 */
final class Monitor implements Command {
  static final Spec SPEC =
      Spec.command("MONITOR", Group.SERVER)
          .summary("Shows every command that runs.")
          .usage("")
          .arity(1)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError IN_TRANSACTION =
      CommandError.of("ERR MONITOR isn't allowed for DENY BLOCKING client");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.isNested()) {
      throw IN_TRANSACTION;
    }
    if (!call.session().isMonitor()) {
      call.monitor();
      call.reply().simple(Replies.OK);
    }
  }
}
