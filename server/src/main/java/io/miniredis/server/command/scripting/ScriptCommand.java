package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** The container of commands about scripts that are known. */
final class ScriptCommand implements CommandTable.Container {
  private static final Spec SPEC =
      Spec.command("SCRIPT", Group.SCRIPTING)
          .summary("Commands about scripts that are known.")
          .usage("")
          .arity(-2)
          .acl()
          .since("2.6.0")
          .complexity("That of the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new ScriptDebug(),
        new ScriptExists(),
        new ScriptFlush(),
        new ScriptHelp(),
        new ScriptKill(),
        new ScriptLoad());
  }
}
