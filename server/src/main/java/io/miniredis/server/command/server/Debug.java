package io.miniredis.server.command.server;

import io.miniredis.server.command.ProtectedCommand;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tools for tests and for finding faults; {@link DebugTool} lists them. Nothing else runs
 * meanwhile.
 *
 * <p>Checked first: that {@code enable-debug-command} lets this client in; then that there is such
 * a tool for this number of arguments.
 */
final class Debug implements Command {
  static final Spec SPEC =
      Spec.command("DEBUG", Group.SERVER)
          .summary("Tools for tests and for finding faults.")
          .usage("subcommand [argument [argument ...]]")
          .arity(-2)
          .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
          .locksAll()
          .since("1.0.0")
          .complexity("Depends on the subcommand")
          .build();

  private static final List<DebugTool> TOOLS =
      Stream.of(
              DebugServerTools.ALL,
              DebugKeyTools.ALL,
              DebugHashTables.ALL,
              DebugPersistence.ALL,
              DebugNotDone.ALL)
          .flatMap(List::stream)
          .toList();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ProtectedCommand.require(call, Settings.ENABLE_DEBUG_COMMAND);
    if (call.argc() == 2 && call.argIs(1, "HELP")) {
      help(call);
      return;
    }
    for (DebugTool tool : TOOLS) {
      if (tool.accepts(call)) {
        tool.body().accept(call);
        return;
      }
    }
    throw CommandError.of(
        "ERR unknown subcommand or wrong number of arguments for '"
            + shortened(call.arg(1).toString())
            + "'. Try DEBUG HELP.");
  }

  private static String shortened(String name) {
    return name.substring(0, Math.min(name.length(), 128));
  }

  private static void help(Call call) {
    List<String> lines = new ArrayList<>();
    for (DebugTool tool : TOOLS) {
      lines.add(tool.usage());
      tool.help().forEach(line -> lines.add("    " + line));
    }
    io.miniredis.server.command.HelpText.reply(call, lines.toArray(String[]::new));
  }
}
