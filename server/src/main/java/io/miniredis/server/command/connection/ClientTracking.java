package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Has the client told of changes of the keys that it reads, or of all keys with some prefixes, so
 * that it may cache what it has read; or ends that.
 *
 * <p>Checked in this order: each option with its value, ON or OFF; for ON that PREFIX stands with
 * BCAST, that BCAST is neither new nor gone, that OPTIN and OPTOUT go with the other options and
 * with the mode of before, that no prefix begins with another.
 */
final class ClientTracking implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT TRACKING", Group.CONNECTION)
          .summary("Says whether the connection is told of changes of what it has read.")
          .usage(
              "<ON | OFF> [REDIRECT client-id] [PREFIX prefix [PREFIX prefix ...]] [BCAST] [OPTIN]"
                  + " [OPTOUT] [NOLOOP]")
          .arity(-3)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(1); some options cost more with many prefixes")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    TrackingOptions options = TrackingOptions.parse(call, 3);
    if (Switch.parse(call, 2)) {
      options.check(call.session().tracking());
      call.engine()
          .tracking()
          .start(call.session(), options.mode(), options.prefixes(call.session().tracking()));
    } else {
      call.engine().tracking().stop(call.session());
    }
    call.reply().simple(Replies.OK);
  }
}
