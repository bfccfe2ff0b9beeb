package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.pubsub.Kind;

/** Replies with each channel and how many clients listen to it by its name. */
final class PubSubNumSub implements Command {
  static final Spec SPEC =
      Spec.command("PUBSUB NUMSUB", Group.PUBSUB)
          .summary("Counts the clients that listen to channels.")
          .usage("[channel [channel ...]]")
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
    Channels.count(call, Kind.CHANNEL);
  }
}
