package io.miniredis.server.command.slowlog;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** SLOWLOG: the commands that took long. */
public final class SlowLogContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("SLOWLOG", Group.SERVER)
          .summary("Commands that tell which commands took long.")
          .usage("")
          .arity(-2)
          .since("2.2.12")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(new SlowLogGet(), new SlowLogHelp(), new SlowLogLen(), new SlowLogReset());
  }
}
