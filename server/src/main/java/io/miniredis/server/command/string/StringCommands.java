package io.miniredis.server.command.string;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The string commands. */
public final class StringCommands {
  private StringCommands() {}

  public static List<Command> all() {
    return List.of(new Get(), new Set(), new Incr(), new MGet());
  }
}
