package io.miniredis.server.scripting;

import io.miniredis.server.lua.Builtin;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaNumbers;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;

/** Keeps what scripts share from being changed, and asking for what is not there from passing. */
final class Globals {
  private Globals() {}

  /**
   * Freezes the globals and all tables in them.
   *
   * @param meta becomes the metatable of the globals
   * @return that metatable
   */
  static LuaTable protect(Runtime rt, LuaTable meta) {
    meta.set(LuaString.of("__index"), new Builtin(Globals::missing));
    meta.freeze();
    LuaTable globals = rt.globals();
    globals.metatable(meta);
    globals.forEach(
        (key, value) -> {
          if (value instanceof LuaTable t) {
            t.freeze();
          }
        });
    rt.freezeStrings();
    globals.freeze();
    return meta;
  }

  private static int missing(LuaThread t) {
    throw LuaError.of(
        "Script attempted to access nonexistent global variable '" + text(t.arg(2)) + "'");
  }

  /** A value as {@code tostring} has it, but that no metamethod is asked. */
  static String text(Object value) {
    return value instanceof Double d
        ? LuaNumbers.text(d).toString()
        : value instanceof Boolean || value instanceof LuaString
            ? value.toString()
            : Runtime.type(value);
  }
}
