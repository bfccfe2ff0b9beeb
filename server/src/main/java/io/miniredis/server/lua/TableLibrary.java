package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

/** Functions for tables. */
final class TableLibrary {
  private TableLibrary() {}

  static void open(Runtime rt) {
    Library.named(rt, "table")
        .function("concat", TableLibrary::concat)
        .function("foreach", TableLibrary::forEach)
        .function("foreachi", TableLibrary::forEachIndex)
        .function("getn", t -> t.ret((double) t.table(1).length()))
        .function("insert", TableLibrary::insert)
        .function("maxn", TableLibrary::maxN)
        .function("remove", TableLibrary::remove)
        .function(
            "setn",
            t -> {
              t.table(1);
              throw LuaError.of("'setn' is obsolete");
            })
        .function("sort", TableLibrary::sort);
  }

  private static int concat(LuaThread t) {
    byte[] separator = t.arg(2) == NIL ? new byte[0] : t.string(2).bytes;
    LuaTable table = t.table(1);
    int from = (int) t.integer(3, 1);
    int to = t.arg(4) == NIL ? table.length() : t.integer32(4);
    ByteSink out = new ByteSink(t.rt);
    for (long i = from; i <= to; i++) {
      Object o = table.get((int) i);
      if (!(o instanceof LuaString) && !(o instanceof Double)) {
        throw LuaError.of(
            "invalid value (" + Runtime.type(o) + ") at index " + i + " in table for 'concat'");
      }
      LuaString s = Operations.text(o);
      int more = s.length() + separator.length;
      if ((long) out.size() + more > Operations.MAX_STRING) {
        throw LuaError.runtime("string length overflow");
      }
      t.rt.burn(1);
      out.write(s.bytes);
      if (i < to) {
        out.write(separator);
      }
    }
    return t.ret(out.toLuaString());
  }

  private static int forEach(LuaThread t) {
    LuaTable table = t.table(1);
    LuaFunction f = t.function(2);
    Object key = NIL;
    while (true) {
      int place = table.advance(table.placeBehind(key));
      if (place < 0) {
        return t.ret();
      }
      key = table.keyAt(place);
      Object result = t.call(f, key, table.valueAt(place));
      if (result != NIL) {
        return t.ret(result);
      }
    }
  }

  private static int forEachIndex(LuaThread t) {
    LuaTable table = t.table(1);
    int n = table.length();
    LuaFunction f = t.function(2);
    for (int i = 1; i <= n; i++) {
      Object result = t.call(f, (double) i, table.get(i));
      if (result != NIL) {
        return t.ret(result);
      }
    }
    return t.ret();
  }

  private static int insert(LuaThread t) {
    LuaTable table = t.table(1);
    int end = table.length() + 1;
    int at = end;
    switch (t.count()) {
      case 2 -> {}
      case 3 -> {
        at = t.integer32(2);
        end = Math.max(end, at);
        t.rt.burn(Math.max(0, (end - at) / 8));
        for (int i = end; i > at; i--) {
          table.set(i, table.get(i - 1));
        }
      }
      default -> throw LuaError.of("wrong number of arguments to 'insert'");
    }
    table.set(at, t.arg(t.count()));
    return t.ret();
  }

  private static int remove(LuaThread t) {
    LuaTable table = t.table(1);
    int end = table.length();
    int at = (int) t.integer(2, end);
    if (at < 1 || at > end) {
      return t.ret();
    }
    Object removed = table.get(at);
    t.rt.burn((end - at) / 8);
    for (int i = at; i < end; i++) {
      table.set(i, table.get(i + 1));
    }
    table.set(end, NIL);
    return t.ret(removed);
  }

  private static int maxN(LuaThread t) {
    double[] max = {0};
    t.table(1)
        .forEach(
            (key, value) -> {
              if (key instanceof Double d && d > max[0]) {
                max[0] = d;
              }
            });
    return t.ret(max[0]);
  }

  private static int sort(LuaThread t) {
    LuaTable table = t.table(1);
    Object order = t.arg(2) == NIL ? NIL : t.function(2);
    new Sorter(t, table, order).sort(1, table.length());
    return t.ret();
  }
}
