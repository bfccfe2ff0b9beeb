package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/** Lists the shard channels that somebody listens to: all, or those that match a pattern. */
final class PubSubShardChannels implements Command {
  static final Spec SPEC =
      Spec.command("PUBSUB SHARDCHANNELS", Group.PUBSUB)
          .summary("Lists the shard channels that somebody listens to.")
          .usage("[pattern]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.PUBSUB, Flag.STALE)
          .since("7.0.0")
          .complexity("O(N) for N shard channels")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Channels.list(call, Kind.SHARD);
  }
}
