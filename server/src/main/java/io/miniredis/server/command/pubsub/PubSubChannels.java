package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/** Lists the channels that somebody listens to by name: all, or those that match a pattern. */
final class PubSubChannels implements Command {
  static final Spec SPEC =
      Spec.command("PUBSUB CHANNELS", Group.PUBSUB)
          .summary("Lists the channels that somebody listens to.")
          .usage("[pattern]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.PUBSUB, Flag.STALE)
          .since("2.8.0")
          .complexity("O(N) for N channels")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Channels.list(call, Kind.CHANNEL);
  }
}
