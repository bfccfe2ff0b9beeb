package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** The container of commands about functions. */
final class FunctionCommand implements CommandTable.Container {
  private static final Spec SPEC =
      Spec.command("FUNCTION", Group.SCRIPTING)
          .summary("Commands about functions.")
          .usage("")
          .arity(-2)
          .acl()
          .since("7.0.0")
          .complexity("That of the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new FunctionDelete(),
        new FunctionDump(),
        new FunctionFlush(),
        new FunctionHelp(),
        new FunctionKill(),
        new FunctionList(),
        new FunctionLoad(),
        new FunctionRestore(),
        new FunctionStats());
  }
}
