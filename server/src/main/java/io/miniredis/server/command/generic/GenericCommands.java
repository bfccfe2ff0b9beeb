package io.miniredis.server.command.generic;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands on keys of any type. */
public final class GenericCommands {
  private GenericCommands() {}

  public static List<Command> all() {
    return List.of(new Del());
  }
}
