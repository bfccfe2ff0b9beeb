package io.miniredis.server.command.module;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** MODULE: this server takes no modules, and says so as one that has none loaded. */
public final class ModuleContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("MODULE", Group.SERVER)
          .summary("Commands about modules, of which this server takes none.")
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
        new ModuleHelp(),
        new ModuleList(),
        new ModuleLoad(),
        new ModuleLoadEx(),
        new ModuleUnload());
  }
}
