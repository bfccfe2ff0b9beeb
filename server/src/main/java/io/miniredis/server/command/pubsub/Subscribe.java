package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/**
 * Listens to channels. Each is answered by itself, with the number of channels and patterns that
 * the client then listens to; also one that it listened to already.
 */
final class Subscribe implements Command {
  static final Spec SPEC =
      Spec.command("SUBSCRIBE", Group.PUBSUB)
          .summary("Listens to messages published to channels.")
          .usage("channel [channel ...]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.PUBSUB, Flag.STALE)
          .allowedToListeners()
          .since("2.0.0")
          .complexity("O(N) for N channels")
          .channels(Spec.Channels.ALL)
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Subscribing.subscribe(call, Kind.CHANNEL);
  }
}
