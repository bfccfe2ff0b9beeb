package io.miniredis.server.command.pubsub;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands of publishing and subscribing. */
public final class PubSubCommands {
  private PubSubCommands() {}

  public static List<Command> all() {
    return List.of(
        new PSubscribe(),
        new PUnsubscribe(),
        new PubSubContainer(),
        new Publish(),
        new SPublish(),
        new SSubscribe(),
        new SUnsubscribe(),
        new Subscribe(),
        new Unsubscribe());
  }
}
