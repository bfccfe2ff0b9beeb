package io.miniredis.server.command.scripting;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands of scripts and functions. */
public final class ScriptingCommands {
  private ScriptingCommands() {}

  public static List<Command> all() {
    return List.of(
        new Eval(),
        new EvalRo(),
        new EvalSha(),
        new EvalShaRo(),
        new FCall(),
        new FCallRo(),
        new FunctionCommand(),
        new ScriptCommand());
  }
}
