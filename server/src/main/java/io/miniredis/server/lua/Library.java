package io.miniredis.server.lua;

/** Puts builtin functions into tables. */
public final class Library {
  private final LuaTable table;

  private Library(LuaTable table) {
    this.table = table;
  }

  /** A new table under a global name. */
  public static Library named(Runtime rt, String name) {
    LuaTable table = new LuaTable(rt);
    rt.globals().set(LuaString.of(name), table);
    return new Library(table);
  }

  /** A new table under no name. */
  public static Library unnamed(Runtime rt) {
    return new Library(new LuaTable(rt));
  }

  /** The globals themselves. */
  public static Library globals(Runtime rt) {
    return new Library(rt.globals());
  }

  public Library function(String name, Builtin.Body body) {
    table.set(LuaString.of(name), new Builtin(body));
    return this;
  }

  public Library value(String name, Object value) {
    table.set(LuaString.of(name), value);
    return this;
  }

  public LuaTable table() {
    return table;
  }

  /** Puts all libraries of Lua 5.1 that reach nothing outside into the globals. */
  public static void openAll(Runtime rt) {
    BaseLibrary.open(rt);
    CoroutineLibrary.open(rt);
    TableLibrary.open(rt);
    MathLibrary.open(rt);
    StringLibrary.open(rt);
  }
}
