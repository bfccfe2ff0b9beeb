package io.miniredis.server.lua;

import org.jspecify.annotations.Nullable;

/**
 * An error of a program: any value. Without a stack trace; what it says of the place is added by
 * the function that it passes on its way out.
 */
public final class LuaError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The place is added unless a builtin function was at work. */
  private static final int RUNTIME = -1;

  private static final int NO_ARGUMENT = -1;

  private transient Object value;
  private int level; // of the function whose place stands in front: 1 called the one that failed
  private int badArgument = NO_ARGUMENT;
  private @Nullable String source;
  private int line = -1;

  private LuaError(Object value, int level) {
    super(null, null, false, false);
    this.value = value;
    this.level = level;
  }

  /** An error with this value, as it is. */
  public static LuaError of(Object value) {
    return new LuaError(value, 0);
  }

  /** An error with this text, behind the place where the builtin function was called. */
  public static LuaError of(String text) {
    return new LuaError(LuaString.of(text), 1);
  }

  /** An error with this text, behind the place of the function at a level. */
  static LuaError at(int level, LuaString text) {
    return new LuaError(text, level);
  }

  /** An error with this text as it is: no place stands in front. */
  public static LuaError plain(String text) {
    return new LuaError(LuaString.of(text), 0);
  }

  /** An error of an operation; the place stands in front, unless a builtin function did it. */
  static LuaError runtime(String text) {
    return new LuaError(LuaString.of(text), RUNTIME);
  }

  /** A builtin function does not take what it was given as argument {@code index}. */
  public static LuaError argument(int index, String text) {
    LuaError e = of(text);
    e.badArgument = index;
    return e;
  }

  /** The error's value, with all that is known of the place. */
  public Object value() {
    if (badArgument != NO_ARGUMENT) {
      name(null);
    }
    return value;
  }

  /** The chunk in which it was raised, with the mark in front; null if in none. */
  public @Nullable String source() {
    return source;
  }

  /** The line on which it was raised, or -1. */
  public int line() {
    return line;
  }

  /** Completes the text about a wrong argument; {@code called} as {@link Proto#blame} has it. */
  void name(@Nullable String called) {
    if (badArgument == NO_ARGUMENT) {
      return;
    }
    int index = badArgument;
    badArgument = NO_ARGUMENT;
    String name =
        called == null || called.isEmpty() ? "'?'" : called.substring(called.indexOf('\''));
    if (called != null && called.startsWith("method")) {
      index--;
      if (index == 0) {
        value = LuaString.of("calling " + name + " on bad self (" + value + ")");
        return;
      }
    }
    value = LuaString.of("bad argument #" + index + " to " + name + " (" + value + ")");
  }

  /** Passes a function that runs: the innermost, or the one that called the innermost. */
  void passes(
      Proto function,
      int pc,
      boolean calling,
      boolean outer,
      @Nullable Proto caller,
      int callerPc) {
    if (line < 0) {
      line = function.lines[pc];
      source = function.source;
    }
    if (calling) {
      name(function.blame(pc, 0));
    }
    if (level == 1 || (level == RUNTIME && !calling)) {
      value = LuaString.of(function.place(pc) + value);
    } else if (level == 2 && !outer && caller != null) {
      value = LuaString.of(caller.place(callerPc) + value);
    }
    level = 0;
  }

  @Override
  public String getMessage() {
    return String.valueOf(value());
  }
}
