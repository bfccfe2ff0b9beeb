package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** XGROUP: the consumer groups of a stream. */
final class XGroupContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("XGROUP", Group.STREAM)
          .summary("Commands about the consumer groups of a stream.")
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
    return List.of(
        new XGroupCreate(),
        new XGroupCreateConsumer(),
        new XGroupDelConsumer(),
        new XGroupDestroy(),
        new XGroupHelp(),
        new XGroupSetId());
  }
}
