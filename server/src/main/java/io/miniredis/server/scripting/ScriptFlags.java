package io.miniredis.server.scripting;

import io.miniredis.server.engine.CommandError;

/**
 * What a script says of itself in its first line: {@code #!lua flags=no-writes,allow-oom}.
 *
 * @param declared whether it has such a line at all
 * @param length the length of that line, its end not counted
 */
record ScriptFlags(boolean declared, boolean noWrites, boolean allowOom, int length) {
  private static final ScriptFlags NONE = new ScriptFlags(false, false, false, 0);

  /**
   * The flags of a script.
   *
   * @throws CommandError if its first line is wrong
   */
  static ScriptFlags of(String body) {
    if (!body.startsWith("#!")) {
      return NONE;
    }
    int end = body.indexOf('\n');
    if (end < 0) {
      throw CommandError.of("ERR Invalid script shebang");
    }
    String[] words = body.substring(0, end).split("[ \\t\\r]+");
    if (!words[0].equals("#!lua")) {
      throw CommandError.of("ERR Unexpected engine in script shebang: " + words[0]);
    }
    boolean noWrites = false;
    boolean allowOom = false;
    for (int i = 1; i < words.length; i++) {
      if (!words[i].startsWith("flags=")) {
        throw CommandError.of("ERR Unknown lua shebang option: " + words[i]);
      }
      String flags = words[i].substring("flags=".length());
      for (String flag : flags.isEmpty() ? new String[0] : flags.split(",", -1)) {
        switch (flag) {
          case "no-writes" -> noWrites = true;
          case "allow-oom" -> allowOom = true;
          case "allow-stale", "no-cluster", "allow-cross-slot-keys" -> {}
          default -> throw CommandError.of("ERR Unexpected flag in script shebang: " + flag);
        }
      }
    }
    return new ScriptFlags(true, noWrites, allowOom, end);
  }
}
