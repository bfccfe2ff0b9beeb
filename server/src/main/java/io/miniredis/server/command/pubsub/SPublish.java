package io.miniredis.server.command.pubsub;

import static io.miniredis.server.engine.KeySpec.notKey;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Sends a message to all who listen to a shard channel, and replies how many they are. */
final class SPublish implements Command {
  static final Spec SPEC =
      Spec.command("SPUBLISH", Group.PUBSUB)
          .summary("Sends a message to all who listen to a shard channel.")
          .usage("shardchannel message")
          .arity(3)
          .flags(Flag.FAST, Flag.LOADING, Flag.PUBSUB, Flag.STALE)
          .keys(notKey(1))
          .publishes()
          .mayReplicate()
          .since("7.0.0")
          .complexity("O(N) for N clients that listen to the shard channel")
          .channels(Spec.Channels.FIRST)
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(call.engine().pubsub().publishToShard(call.arg(1), call.arg(2)));
  }
}
