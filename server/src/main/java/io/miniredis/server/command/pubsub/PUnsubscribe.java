package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/**
 * Stops listening to patterns, or to all of them. Each is answered by itself, with the number of
 * channels and patterns that are left; without any, one answer names none.
 */
final class PUnsubscribe implements Command {
  static final Spec SPEC =
      Spec.command("PUNSUBSCRIBE", Group.PUBSUB)
          .summary("Stops listening to channels that match patterns.")
          .usage("[pattern [pattern ...]]")
          .arity(-1)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.PUBSUB, Flag.STALE)
          .allowedToListeners()
          .since("2.0.0")
          .complexity("O(N) for N patterns")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Subscribing.unsubscribe(call, Kind.PATTERN);
  }
}
