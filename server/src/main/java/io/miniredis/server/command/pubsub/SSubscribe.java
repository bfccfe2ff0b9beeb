package io.miniredis.server.command.pubsub;

import static io.miniredis.server.engine.KeySpec.notKey;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/**
 * Listens to shard channels. Each is answered by itself, with the number of shard channels that the
 * client then listens to. Not in a transaction, as in Redis.
 */
final class SSubscribe implements Command {
  static final Spec SPEC =
      Spec.command("SSUBSCRIBE", Group.PUBSUB)
          .summary("Listens to messages published to shard channels.")
          .usage("shardchannel [shardchannel ...]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.PUBSUB, Flag.STALE)
          .keys(notKey(1).range(-1, 1, 0))
          .allowedToListeners()
          .since("7.0.0")
          .complexity("O(N) for N shard channels")
          .channels(Spec.Channels.ALL)
          .build();

  private static final CommandError NOT_HERE =
      CommandError.of("ERR SSUBSCRIBE isn't allowed for a DENY BLOCKING client");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.isNested()) {
      throw NOT_HERE;
    }
    Subscribing.subscribe(call, Kind.SHARD);
  }
}
