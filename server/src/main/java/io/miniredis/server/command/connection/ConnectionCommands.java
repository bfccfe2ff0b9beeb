package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The connection commands. */
public final class ConnectionCommands {
  private ConnectionCommands() {}

  public static List<Command> all() {
    return List.of(
        new Auth(),
        new ClientContainer(),
        new Echo(),
        new Hello(),
        new Ping(),
        new Quit(),
        new Reset(),
        new Select());
  }
}
