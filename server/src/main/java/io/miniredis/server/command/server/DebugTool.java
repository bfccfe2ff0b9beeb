package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import java.util.List;
import java.util.function.Consumer;

/**
 * A subcommand of DEBUG.
 *
 * @param usage its name in capitals, then what follows, in words
 * @param minArgs the least number of arguments behind the name
 * @param maxArgs the greatest
 * @param help what it does, line by line
 */
record DebugTool(String usage, int minArgs, int maxArgs, List<String> help, Consumer<Call> body) {
  private static final int ARGS_BEFORE = 2;

  static DebugTool of(String usage, int args, Consumer<Call> body, String... help) {
    return new DebugTool(usage, args, args, List.of(help), body);
  }

  static DebugTool of(String usage, int minArgs, int maxArgs, Consumer<Call> body, String... help) {
    return new DebugTool(usage, minArgs, maxArgs, List.of(help), body);
  }

  boolean accepts(Call call) {
    int args = call.argc() - ARGS_BEFORE;
    return args >= minArgs && args <= maxArgs && call.argIs(1, name());
  }

  private String name() {
    int blank = usage.indexOf(' ');
    return blank < 0 ? usage : usage.substring(0, blank);
  }
}
