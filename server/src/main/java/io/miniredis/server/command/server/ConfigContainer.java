package io.miniredis.server.command.server;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** CONFIG: reads and changes the server's settings. */
final class ConfigContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("CONFIG", Group.SERVER)
          .summary("Commands about the server's settings.")
          .arity(-2)
          .since("2.0.0")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new ConfigGet(),
        new ConfigHelp(),
        new ConfigResetStat(),
        new ConfigRewrite(),
        new ConfigSet());
  }
}
