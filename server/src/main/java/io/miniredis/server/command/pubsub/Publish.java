package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Sends a message to all who listen to a channel, and replies how many times it was sent. */
final class Publish implements Command {
  static final Spec SPEC =
      Spec.command("PUBLISH", Group.PUBSUB)
          .summary("Sends a message to all who listen to a channel.")
          .usage("channel message")
          .arity(3)
          .flags(Flag.FAST, Flag.LOADING, Flag.PUBSUB, Flag.STALE)
          .publishes()
          .mayReplicate()
          .since("2.0.0")
          .complexity("O(N+M) for N clients that listen to the channel and M patterns")
          .channels(Spec.Channels.FIRST)
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(call.engine().pubsub().publish(call.arg(1), call.arg(2)));
  }
}
