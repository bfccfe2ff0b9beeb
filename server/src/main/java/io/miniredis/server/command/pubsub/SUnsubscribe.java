package io.miniredis.server.command.pubsub;

import static io.miniredis.server.engine.KeySpec.notKey;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/**
 * Stops listening to shard channels, or to all of them. Each is answered by itself, with the number
 * of shard channels that are left; without any, one answer names none.
 */
final class SUnsubscribe implements Command {
  static final Spec SPEC =
      Spec.command("SUNSUBSCRIBE", Group.PUBSUB)
          .summary("Stops listening to shard channels.")
          .usage("[shardchannel [shardchannel ...]]")
          .arity(-1)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.PUBSUB, Flag.STALE)
          .keys(notKey(1).range(-1, 1, 0))
          .allowedToListeners()
          .since("7.0.0")
          .complexity("O(N) for N shard channels")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Subscribing.unsubscribe(call, Kind.SHARD);
  }
}
