package io.miniredis.server.lua;

import org.jspecify.annotations.Nullable;

/** A function as the compiler leaves it. */
final class Proto {
  final String source; // the chunk's name with its mark: "@user_script"
  long[] code = {};
  int[] lines = {}; // of each instruction
  Object[] constants = {};
  Proto[] protos = {};
  Object[] blame = {}; // what to call the operands of each instruction: a text, or several
  int[] outer = {}; // variables of the functions around: n >= 0 a register of the next, else ~index
  int params;
  boolean isVararg;
  boolean hasArg; // a register for the table of the arguments behind the parameters
  boolean needsArg; // that table itself, as functions with ... had it before Lua 5.1
  int maxStack;

  Proto(String source) {
    this.source = source;
  }

  /** What the program calls an operand: {@code local 'x'}; null if it has no name. */
  @Nullable String blame(int pc, int operand) {
    Object b = blame[pc];
    if (b instanceof String[] several) {
      return operand < several.length ? several[operand] : null;
    }
    return operand == 0 && b instanceof String only ? only : null;
  }

  /** Bytes of heap that it takes with the functions inside it, about. */
  long heapBytes() {
    long bytes = 120 + 24L * code.length; // instructions, their lines and blame, with its texts
    for (Object constant : constants) {
      bytes += constant instanceof LuaString s ? 48L + s.length() : 24;
    }
    for (Proto inner : protos) {
      bytes += inner.heapBytes();
    }
    return bytes;
  }

  /** The place of an instruction as errors begin with it. */
  String place(int pc) {
    return chunkName(source) + ":" + lines[pc] + ": ";
  }

  /** A chunk's name as errors tell it. */
  static String chunkName(String source) {
    if (source.startsWith("@") || source.startsWith("=")) {
      String name = source.substring(1);
      int max = 59;
      if (name.length() <= max) {
        return name;
      }
      return source.startsWith("=")
          ? name.substring(0, max)
          : "..." + name.substring(name.length() - (60 - 1 - "...".length() - 1) - 1);
    }
    int line = source.indexOf('\n');
    int room = 60 - "[string \"...\"]".length() - 1;
    String first = line < 0 ? source : source.substring(0, line);
    boolean cut = line >= 0 || first.length() > room;
    if (first.length() > room) {
      first = first.substring(0, room);
    }
    return "[string \"" + first + (cut ? "..." : "") + "\"]";
  }
}
