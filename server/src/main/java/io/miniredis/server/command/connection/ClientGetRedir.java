package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.engine.TrackingState;
import org.jspecify.annotations.Nullable;

/**
 * Replies with the id of the client that is told of changes in the place of this one: 0 if this one
 * is told itself, -1 if none is.
 */
final class ClientGetRedir implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT GETREDIR", Group.CONNECTION)
          .summary("Tells which client is told of changes in the place of this one.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(of(call.session().tracking()));
  }

  static long of(@Nullable TrackingState tracking) {
    return tracking == null ? -1 : tracking.mode().redirect();
  }
}
