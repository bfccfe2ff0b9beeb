package io.miniredis.server.command.server;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands about the server. */
public final class ServerCommands {
  private ServerCommands() {}

  public static List<Command> all() {
    return List.of(
        new CommandContainer(),
        new ConfigContainer(),
        new DbSize(),
        new Debug(),
        new FlushAll(),
        new FlushDb(),
        new Info(),
        new BgRewriteAof(),
        new BgSave(),
        new LastSave(),
        new Lolwut(),
        new Monitor(),
        new Role(),
        new Save(),
        new Shutdown(),
        new SwapDb(),
        new Time());
  }
}
