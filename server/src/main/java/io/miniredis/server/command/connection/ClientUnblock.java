package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Session;
import io.miniredis.server.engine.Spec;

/**
 * Ends the wait of a client that a blocking command holds: it is replied to as at its timeout, or,
 * with ERROR, told so. 1, or 0 if there is no such client or it does not wait.
 *
 * <p>Checked in this order: the number of arguments, TIMEOUT or ERROR, the client's number.
 */
final class ClientUnblock implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT UNBLOCK", Group.CONNECTION)
          .summary("Ends the wait of a client that a blocking command holds.")
          .usage("client-id [TIMEOUT | ERROR]")
          .arity(-3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .locksAll()
          .since("5.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError TOO_MANY =
      CommandError.of(
          "ERR unknown subcommand or wrong number of arguments for 'UNBLOCK'. Try CLIENT HELP.");
  private static final CommandError BAD_REASON =
      CommandError.of("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 4) {
      throw TOO_MANY;
    }
    boolean error = call.argc() == 4 && call.argIs(3, "ERROR");
    if (call.argc() == 4 && !error && !call.argIs(3, "TIMEOUT")) {
      throw BAD_REASON;
    }
    Session session = call.engine().sessions().find(call.longArg(2));
    boolean ended = session != null && call.engine().blocking().unblock(session, error);
    call.reply().integer(ended ? 1 : 0);
  }
}
