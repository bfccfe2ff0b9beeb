package io.miniredis.server.command.generic;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** OBJECT: what lies behind a key. */
final class ObjectContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("OBJECT", Group.GENERIC)
          .summary("Commands that look behind a key.")
          .usage("")
          .arity(-2)
          .acl()
          .since("2.2.3")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new ObjectEncoding(),
        new ObjectFreq(),
        new ObjectHelp(),
        new ObjectIdleTime(),
        new ObjectRefCount());
  }
}
