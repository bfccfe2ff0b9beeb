package io.miniredis.server.command.memory;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** MEMORY: what keys and the server take of it. */
public final class MemoryContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("MEMORY", Group.SERVER)
          .summary("Commands about the use of memory.")
          .usage("")
          .arity(-2)
          .since("4.0.0")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new MemoryDoctor(),
        new MemoryHelp(),
        new MemoryMallocStats(),
        new MemoryPurge(),
        new MemoryStats(),
        new MemoryUsage());
  }
}
