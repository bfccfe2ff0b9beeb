package io.miniredis.server.command.transaction;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands of transactions. */
public final class TransactionCommands {
  private TransactionCommands() {}

  public static List<Command> all() {
    return List.of(new Discard(), new Exec(), new Multi(), new Unwatch(), new Watch());
  }
}
