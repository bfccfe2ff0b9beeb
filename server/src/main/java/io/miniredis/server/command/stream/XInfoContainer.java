package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** XINFO: what a stream, its groups and their consumers are like. */
final class XInfoContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("XINFO", Group.STREAM)
          .summary("Commands that tell about a stream.")
          .usage("")
          .arity(-2)
          .acl()
          .since("5.0.0")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(new XInfoConsumers(), new XInfoGroups(), new XInfoHelp(), new XInfoStream());
  }
}
