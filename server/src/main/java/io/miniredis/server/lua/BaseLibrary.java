package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

import java.util.List;
import java.util.Locale;

/** The basic functions, but those that reach files, print, or change environments. */
final class BaseLibrary {
  private static final List<String> COLLECT =
      List.of("stop", "restart", "collect", "count", "step", "setpause", "setstepmul");
  private static final int ESCAPE = 27;

  private BaseLibrary() {}

  static void open(Runtime rt) {
    Builtin next = new Builtin(BaseLibrary::next);
    Builtin step = new Builtin(BaseLibrary::ipairsStep);
    Library.globals(rt)
        .value("_G", rt.globals())
        .value("_VERSION", LuaString.of("Lua 5.1"))
        .value("next", next)
        .function("assert", BaseLibrary::check)
        .function("collectgarbage", BaseLibrary::collect)
        .function("error", BaseLibrary::error)
        .function("gcinfo", t -> t.ret(Math.floor(t.rt.memoryInUse() / 1024.0)))
        .function("getmetatable", BaseLibrary::getMetatable)
        .function("ipairs", t -> t.ret(step, t.table(1), 0.0))
        .function("load", BaseLibrary::load)
        .function("loadstring", BaseLibrary::loadString)
        .function("pairs", t -> t.ret(next, t.table(1), NIL))
        .function("pcall", BaseLibrary::pcall)
        .function(
            "rawequal",
            t -> {
              Object a = t.any(1);
              return t.ret((Object) Operations.rawEquals(a, t.any(2)));
            })
        .function(
            "rawget",
            t -> {
              LuaTable table = t.table(1);
              return t.ret(table.get(t.any(2)));
            })
        .function("rawset", BaseLibrary::rawSet)
        .function("select", BaseLibrary::select)
        .function("setmetatable", BaseLibrary::setMetatable)
        .function("tonumber", BaseLibrary::toNumber)
        .function("tostring", t -> t.ret(text(t, t.any(1))))
        .function("type", t -> t.ret(LuaString.of(Runtime.type(t.any(1)))))
        .function("unpack", BaseLibrary::unpack)
        .function("xpcall", BaseLibrary::xpcall);
  }

  private static int check(LuaThread t) {
    if (!Operations.truth(t.any(1))) {
      String text = t.arg(2) == NIL ? "assertion failed!" : t.string(2).toString();
      throw LuaError.of(text);
    }
    return t.retFrom(t.place(1), t.count());
  }

  private static int collect(LuaThread t) {
    String option = t.arg(1) == NIL ? "collect" : t.string(1).toString();
    if (!COLLECT.contains(option)) {
      throw LuaError.argument(1, "invalid option '" + option + "'");
    }
    t.integer(2, 0);
    return switch (option) {
      case "count" -> t.ret(t.rt.memoryInUse() / 1024.0);
      case "step" -> t.ret(Boolean.FALSE);
      case "setpause", "setstepmul" -> t.ret(200.0);
      default -> t.ret(0.0);
    };
  }

  private static int error(LuaThread t) {
    int level = (int) t.integer(2, 1);
    if (level > 0 && (t.arg(1) instanceof LuaString || t.arg(1) instanceof Double)) {
      throw LuaError.at(level, t.string(1));
    }
    throw LuaError.of(t.arg(1));
  }

  private static int getMetatable(LuaThread t) {
    LuaTable meta = t.rt.metatable(t.any(1));
    if (meta == null) {
      return t.ret(NIL);
    }
    Object shown = meta.get(Metamethods.METATABLE);
    return t.ret(shown == NIL ? meta : shown);
  }

  private static int setMetatable(LuaThread t) {
    LuaTable table = t.table(1);
    Object meta = t.arg(2);
    if (!(t.has(2) && (meta == NIL || meta instanceof LuaTable))) {
      throw LuaError.argument(2, "nil or table expected");
    }
    if (table.meta != null && table.meta.get(Metamethods.METATABLE) != NIL) {
      throw LuaError.of("cannot change a protected metatable");
    }
    table.checkWritable();
    table.meta = meta instanceof LuaTable m ? m : null;
    return t.ret(table);
  }

  private static int next(LuaThread t) {
    LuaTable table = t.table(1);
    int place = table.advance(table.placeBehind(t.arg(2)));
    return place < 0 ? t.ret(NIL) : t.ret(table.keyAt(place), table.valueAt(place));
  }

  private static int ipairsStep(LuaThread t) {
    int i = t.integer32(2) + 1;
    Object value = t.table(1).get(i);
    return value == NIL ? t.ret() : t.ret((double) i, value);
  }

  private static int rawSet(LuaThread t) {
    LuaTable table = t.table(1);
    Object key = t.any(2);
    table.set(key, t.any(3));
    return t.ret(table);
  }

  private static int select(LuaThread t) {
    int n = t.count();
    if (t.arg(1) instanceof LuaString s && s.length() > 0 && s.at(0) == '#') {
      return t.ret((double) (n - 1));
    }
    int i = t.integer32(1);
    if (i < 0) {
      i = n + i;
    } else if (i > n) {
      i = n;
    }
    if (i < 1) {
      throw LuaError.argument(1, "index out of range");
    }
    return t.retFrom(t.place(i + 1), n - i);
  }

  private static int toNumber(LuaThread t) {
    long base = t.integer(2, 10);
    if (base == 10) {
      Double d = Operations.number(t.any(1));
      return t.ret(d == null ? NIL : d);
    }
    LuaString s = t.string(1);
    if (base < 2 || base > 36) {
      throw LuaError.argument(2, "base out of range");
    }
    return t.ret(digits(s.toString().strip().toLowerCase(Locale.ROOT), (int) base));
  }

  /** As C's {@code strtoul}: in the end a number of 64 bits without sign. */
  private static Object digits(String text, int base) {
    boolean negative = text.startsWith("-");
    String s = negative || text.startsWith("+") ? text.substring(1) : text;
    if (base == 16 && s.startsWith("0x")) {
      s = s.substring(2);
    }
    if (s.isEmpty()) {
      return NIL;
    }
    long value = 0;
    boolean over = false;
    for (int i = 0; i < s.length(); i++) {
      int digit = s.charAt(i) < 128 ? Character.digit(s.charAt(i), base) : -1;
      if (digit < 0) {
        return NIL;
      }
      over |= Long.compareUnsigned(value, Long.divideUnsigned(-1 - digit, base)) > 0;
      value = value * base + digit;
    }
    long result = over ? -1 : negative ? -value : value;
    return result >= 0 ? (double) result : (result >>> 1) * 2.0 + (result & 1);
  }

  private static int unpack(LuaThread t) {
    LuaTable table = t.table(1);
    int from = (int) t.integer(2, 1);
    int to = t.arg(3) == NIL ? table.length() : t.integer32(3);
    if (from > to) {
      return t.ret();
    }
    long n = (long) to - from + 1;
    if (n > LuaThread.MAX_PUSHED - t.count()) {
      throw LuaError.of("too many results to unpack");
    }
    t.room((int) n, "too many results to unpack");
    for (int i = 0; i < n; i++) {
      t.result(i, table.get(from + i));
    }
    return (int) n;
  }

  // ---- protected calls

  private static int pcall(LuaThread t) {
    t.any(1);
    LuaThread.Mark mark = t.mark();
    int at = t.place(1);
    int n;
    try {
      n = t.call(at, t.count() - 1);
    } catch (LuaError e) {
      t.backTo(mark);
      return t.ret(Boolean.FALSE, t.rt.caught(e.value()));
    }
    t.ensure(at + n + 1);
    t.result(0, Boolean.TRUE);
    return n + 1; // the results stand where the function stood, which is right behind
  }

  private static int xpcall(LuaThread t) {
    Object handler = t.any(2);
    LuaThread.Mark mark = t.mark();
    int at = t.top;
    t.ensure(at + 2);
    t.stack[at] = t.arg(1);
    int n;
    try {
      n = t.call(at, 0);
    } catch (LuaError e) {
      t.backTo(mark);
      return handle(t, mark, handler, e.value());
    }
    t.ensure(at + n + 1);
    t.retFrom(at - 1, n + 1);
    t.result(0, Boolean.TRUE);
    return n + 1;
  }

  private static int handle(LuaThread t, LuaThread.Mark mark, Object handler, Object value) {
    try {
      return t.ret(Boolean.FALSE, t.call(handler, value));
    } catch (LuaError e) {
      t.backTo(mark);
      return t.ret(Boolean.FALSE, LuaString.of("error in error handling"));
    }
  }

  // ---- chunks

  private static int loadString(LuaThread t) {
    LuaString chunk = t.string(1);
    return compile(t, chunk, t.arg(2) == NIL ? chunk : t.string(2));
  }

  private static int load(LuaThread t) {
    LuaFunction reader = t.function(1);
    LuaString name = t.arg(2) == NIL ? LuaString.of("=(load)") : t.string(2);
    ByteSink all = new ByteSink(t.rt);
    int held = t.rt.hold(all);
    try {
      readAll(t, reader, all);
    } finally {
      t.rt.letGo(held);
    }
    return compile(t, all.toLuaString(), name);
  }

  private static void readAll(LuaThread t, LuaFunction reader, ByteSink all) {
    while (true) {
      Object part = t.call(reader);
      if (part == NIL || (part instanceof LuaString s && s.length() == 0)) {
        return;
      }
      if (!(part instanceof LuaString s)) {
        throw LuaError.of("reader function must return a string");
      }
      t.rt.burn(1);
      all.write(s.bytes);
    }
  }

  private static int compile(LuaThread t, LuaString chunk, LuaString name) {
    try {
      if (chunk.length() > 0 && chunk.at(0) == ESCAPE) {
        throw LuaError.plain("attempt to load chunk with wrong mode");
      }
      t.rt.charge(60L * chunk.length());
      return t.ret(t.rt.load(chunk, name.toString()));
    } catch (LuaError e) {
      return t.ret(NIL, e.value());
    }
  }

  // ---- text

  /** A value as {@code tostring} has it. */
  static Object text(LuaThread t, Object o) {
    Object handler = t.rt.metamethod(o, Metamethods.TOSTRING);
    if (handler != NIL) {
      return t.call(handler, o);
    }
    return switch (o) {
      case LuaString s -> s;
      case Double d -> LuaNumbers.text(d);
      case Boolean b -> LuaString.of(b ? "true" : "false");
      case Nil n -> LuaString.of("nil");
      case LuaTable l -> address("table", l);
      case LuaFunction f -> address("function", f);
      case Coroutine c -> address("thread", c);
      default -> LuaString.of("userdata: (nil)");
    };
  }

  private static LuaString address(String type, Object o) {
    return LuaString.of(
        type + ": 0x7f" + String.format(Locale.ROOT, "%010x", 16L * System.identityHashCode(o)));
  }
}
