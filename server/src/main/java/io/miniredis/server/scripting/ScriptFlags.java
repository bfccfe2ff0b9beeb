package io.miniredis.server.scripting;

import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Spec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script says of itself in its first line, {@code #!lua flags=no-writes,allow-oom}, or a
 * function when it is registered.
 *
 * @param declared whether it says anything, if only that no flag is set
 * @param bits those of the flags that are set
 */
public record ScriptFlags(boolean declared, int bits) {
  private static final ScriptFlags NONE = new ScriptFlags(false, 0);

  /** Whether a flag is set. */
  public boolean has(ScriptFlag flag) {
    return (bits & flag.bit()) != 0;
  }

  /** The flags that are set. */
  public List<ScriptFlag> list() {
    List<ScriptFlag> set = new ArrayList<>();
    for (ScriptFlag flag : ScriptFlag.values()) {
      if (has(flag)) {
        set.add(flag);
      }
    }
    return set;
  }

  /**
   * Whether a flag is true of a command that runs this: what the script says of itself, or else
   * what is true of the command.
   */
  public static boolean is(Flag flag, @Nullable ScriptFlags flags, Spec spec) {
    if (flags == null || !flags.declared()) {
      return spec.is(flag);
    }
    return switch (flag) {
      case WRITE -> flags.mayWrite();
      case DENYOOM -> flags.needsMemory();
      case MAY_REPLICATE -> false;
      default -> spec.is(flag);
    };
  }

  /** Whether it may change data. */
  boolean mayWrite() {
    return !has(ScriptFlag.NO_WRITES);
  }

  /** Whether it says that it runs only where there is memory. */
  boolean needsMemory() {
    return declared && mayWrite() && !has(ScriptFlag.ALLOW_OOM);
  }

  /** The length of a script's first line if that is about flags, its end not counted; else 0. */
  static int lineLength(String body) {
    return body.startsWith("#!") ? Math.max(0, body.indexOf('\n')) : 0;
  }

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
    int bits = 0;
    for (int i = 1; i < words.length; i++) {
      if (!words[i].startsWith("flags=")) {
        throw CommandError.of("ERR Unknown lua shebang option: " + words[i]);
      }
      String flags = words[i].substring("flags=".length());
      for (String name : flags.isEmpty() ? new String[0] : flags.split(",", -1)) {
        ScriptFlag flag = ScriptFlag.named(name);
        if (flag == null) {
          throw CommandError.of("ERR Unexpected flag in script shebang: " + name);
        }
        bits |= flag.bit();
      }
    }
    return new ScriptFlags(true, bits);
  }
}
