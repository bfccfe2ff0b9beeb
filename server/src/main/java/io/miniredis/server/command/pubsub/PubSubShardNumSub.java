package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/** Replies with each shard channel and how many clients listen to it. */
final class PubSubShardNumSub implements Command {
  static final Spec SPEC =
      Spec.command("PUBSUB SHARDNUMSUB", Group.PUBSUB)
          .summary("Counts the clients that listen to shard channels.")
          .usage("[shardchannel [shardchannel ...]]")
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
    Channels.count(call, Kind.SHARD);
  }
}
