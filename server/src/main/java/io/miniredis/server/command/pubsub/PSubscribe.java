package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/**
 * Listens to all channels whose names match glob patterns. Each is answered by itself, with the
 * number of channels and patterns that the client then listens to.
 */
final class PSubscribe implements Command {
  static final Spec SPEC =
      Spec.command("PSUBSCRIBE", Group.PUBSUB)
          .summary("Listens to messages published to channels that match patterns.")
          .usage("pattern [pattern ...]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.PUBSUB, Flag.STALE)
          .allowedToListeners()
          .since("2.0.0")
          .complexity("O(N) for N patterns")
          .channels(Spec.Channels.PATTERNS)
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Subscribing.subscribe(call, Kind.PATTERN);
  }
}
