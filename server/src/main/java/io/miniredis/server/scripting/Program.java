package io.miniredis.server.scripting;

import io.miniredis.server.engine.Busy;
import io.miniredis.server.lua.LuaFunction;

/** What can be run: a script, or a function of a library. */
abstract class Program {
  /** What errors call it: a script's SHA-1, a function's name. */
  final String name;

  final LuaFunction function;
  final ScriptFlags flags;
  final Busy.Kind kind;

  Program(String name, LuaFunction function, ScriptFlags flags, Busy.Kind kind) {
    this.name = name;
    this.function = function;
    this.flags = flags;
    this.kind = kind;
  }
}
