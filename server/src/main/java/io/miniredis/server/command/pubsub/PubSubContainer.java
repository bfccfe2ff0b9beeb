package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** PUBSUB: who listens to what. */
final class PubSubContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("PUBSUB", Group.PUBSUB)
          .summary("Commands that tell who listens to what.")
          .usage("")
          .arity(-2)
          .acl()
          .since("2.8.0")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new PubSubChannels(),
        new PubSubHelp(),
        new PubSubNumPat(),
        new PubSubNumSub(),
        new PubSubShardChannels(),
        new PubSubShardNumSub());
  }
}
