package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Holds back all commands, or those that write, of all clients for so many milliseconds. What was
 * held runs afterwards in the order in which it came. A pause that is on already is made neither
 * shorter nor milder.
 *
 * <p>Checked in this order: the number of arguments, the mode, the milliseconds.
 */
final class ClientPause implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT PAUSE", Group.CONNECTION)
          .summary("Holds commands back for a while.")
          .usage("timeout [WRITE | ALL]")
          .arity(-3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("3.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError TOO_MANY =
      CommandError.of(
          "ERR unknown subcommand or wrong number of arguments for 'pause'. Try CLIENT HELP.");
  private static final CommandError BAD_MODE =
      CommandError.of("ERR CLIENT PAUSE mode must be WRITE or ALL");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 4) {
      throw TOO_MANY;
    }
    boolean writesOnly = call.argc() == 4 && call.argIs(3, "WRITE");
    if (call.argc() == 4 && !writesOnly && !call.argIs(3, "ALL")) {
      throw BAD_MODE;
    }
    call.engine().pausing().begin(call.now() + Timeout.millisArg(call, 2), writesOnly);
    call.reply().simple(Replies.OK);
  }
}
