package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.engine.TrackingState;

/**
 * Says of the next command, or of the next transaction, that the keys it reads are tracked (mode
 * OPTIN) or are not (mode OPTOUT).
 *
 * <p>Checked in this order: that the client is told of changes, the word, that it suits the mode.
 */
final class ClientCaching implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT CACHING", Group.CONNECTION)
          .summary("Says whether the keys of the next command are tracked.")
          .usage("<YES | NO>")
          .arity(3)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError NOT_TRACKING =
      CommandError.of(
          "ERR CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or"
              + " OPTOUT mode enabled");
  private static final CommandError NOT_OPTIN =
      CommandError.of(
          "ERR CLIENT CACHING YES is only valid when tracking is enabled in OPTIN mode.");
  private static final CommandError NOT_OPTOUT =
      CommandError.of(
          "ERR CLIENT CACHING NO is only valid when tracking is enabled in OPTOUT mode.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    TrackingState tracking = call.session().tracking();
    if (tracking == null) {
      throw NOT_TRACKING;
    }
    boolean yes = call.argIs(2, "YES");
    if (!yes && !call.argIs(2, "NO")) {
      throw CommandError.SYNTAX;
    }
    if (yes && !tracking.mode().optIn()) {
      throw NOT_OPTIN;
    }
    if (!yes && !tracking.mode().optOut()) {
      throw NOT_OPTOUT;
    }
    tracking.caching();
    call.reply().simple(Replies.OK);
  }
}
