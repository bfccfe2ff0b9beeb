package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/** Replies with the number of different patterns that somebody listens to. */
final class PubSubNumPat implements Command {
  static final Spec SPEC =
      Spec.command("PUBSUB NUMPAT", Group.PUBSUB)
          .summary("Counts the patterns that somebody listens to.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.PUBSUB, Flag.STALE)
          .since("2.8.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(call.engine().pubsub().count(Kind.PATTERN));
  }
}
