package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

import org.jspecify.annotations.Nullable;

/** What operators do where it is not obvious: other types, metamethods, errors. */
class Operations {
  private static final int MAX_LOOP = 100;
  static final int MAX_STRING = 512 * 1024 * 1024;

  final LuaThread t;
  final Runtime rt;

  Operations(LuaThread t) {
    this.t = t;
    this.rt = t.rt;
  }

  static boolean truth(Object o) {
    return o != NIL && o != Boolean.FALSE;
  }

  // ---- errors

  /**
   * An operand has the wrong type.
   *
   * @param name what the program calls it; null if it has no name
   */
  static LuaError typeError(String operation, Object value, @Nullable String name) {
    String type = Runtime.type(value);
    return LuaError.runtime(typeText(operation, type, name));
  }

  private static String typeText(String operation, String type, @Nullable String name) {
    return "attempt to "
        + operation
        + (name == null || name.isEmpty()
            ? " a " + type + " value"
            : " " + name + " (a " + type + " value)");
  }

  private static LuaError compareError(Object a, Object b) {
    String x = Runtime.type(a);
    String y = Runtime.type(b);
    return LuaError.runtime(
        x.charAt(2) == y.charAt(2)
            ? "attempt to compare two " + x + " values"
            : "attempt to compare " + x + " with " + y);
  }

  // ---- tables

  /** The value at a key of anything that can be indexed. */
  Object index(Object table, Object key, @Nullable Proto p, int pc) {
    Object o = table;
    for (int i = 0; i < MAX_LOOP; i++) {
      Object handler;
      if (o instanceof LuaTable l) {
        Object v = l.get(key);
        LuaTable meta = l.meta;
        if (v != NIL || meta == null) {
          return v;
        }
        handler = meta.get(Metamethods.INDEX);
        if (handler == NIL) {
          return NIL;
        }
      } else {
        handler = rt.metamethod(o, Metamethods.INDEX);
        if (handler == NIL) {
          throw typeError("index", o, p == null || i > 0 ? null : p.blame(pc, 0));
        }
      }
      if (handler instanceof LuaFunction) {
        return t.call(handler, o, key);
      }
      o = handler;
    }
    throw LuaError.runtime("loop in gettable");
  }

  /** Sets the value at a key of anything that takes it. */
  void setIndex(Object table, Object key, Object value, @Nullable Proto p, int pc) {
    Object o = table;
    for (int i = 0; i < MAX_LOOP; i++) {
      Object handler;
      if (o instanceof LuaTable l) {
        l.checkWritable();
        LuaTable meta = l.meta;
        handler = meta == null ? NIL : meta.get(Metamethods.NEWINDEX);
        if (handler == NIL || l.get(key) != NIL) {
          l.set(key, value);
          return;
        }
      } else {
        handler = rt.metamethod(o, Metamethods.NEWINDEX);
        if (handler == NIL) {
          throw typeError("index", o, p == null || i > 0 ? null : p.blame(pc, 0));
        }
      }
      if (handler instanceof LuaFunction) {
        t.call(handler, o, key, value);
        return;
      }
      o = handler;
    }
    throw LuaError.runtime("loop in settable");
  }

  // ---- calls

  /**
   * Puts what makes a value callable in front of it.
   *
   * @return the number of arguments, which is one more
   */
  int insertCallable(int at, int args, @Nullable String name) {
    Object f = t.stack[at];
    Object handler = rt.metamethod(f, Metamethods.CALL);
    if (!(handler instanceof LuaFunction)) {
      throw LuaError.of(typeText("call", Runtime.type(f), name));
    }
    t.ensure(at + args + 3);
    System.arraycopy(t.stack, at, t.stack, at + 1, args + 1);
    t.stack[at] = handler;
    return args + 1;
  }

  // ---- arithmetic

  /** A number for arithmetic: also a string that reads as one. */
  static @Nullable Double number(Object o) {
    if (o instanceof Double d) {
      return d;
    }
    return o instanceof LuaString s && LuaNumbers.isNumber(s.bytes)
        ? (Double) LuaNumbers.parse(s.bytes)
        : null;
  }

  Object arithmetic(int op, Object a, Object b, @Nullable Proto p, int pc) {
    Double x = number(a);
    Double y = number(b);
    if (x != null && y != null) {
      return compute(op, x, y);
    }
    LuaString event = op == Op.UNM ? Metamethods.UNM : Metamethods.arithmetic(op);
    Object handler = rt.metamethod(a, event);
    if (handler == NIL) {
      handler = rt.metamethod(b, event);
    }
    if (handler != NIL) {
      return t.call(handler, a, b);
    }
    int wrong = x == null ? 0 : 1;
    String name = p == null ? null : p.blame(pc, wrong);
    throw typeError("perform arithmetic on", wrong == 0 ? a : b, name);
  }

  static double compute(int op, double x, double y) {
    return switch (op) {
      case Op.ADD -> x + y;
      case Op.SUB -> x - y;
      case Op.MUL -> x * y;
      case Op.DIV -> x / y;
      case Op.MOD -> x - Math.floor(x / y) * y;
      case Op.POW -> Math.pow(x, y);
      default -> -x;
    };
  }

  Object length(Object o, @Nullable Proto p, int pc) {
    if (o instanceof LuaTable l) {
      return (double) l.length();
    }
    if (o instanceof LuaString s) {
      return (double) s.length();
    }
    Object handler = rt.metamethod(o, Metamethods.LEN);
    if (handler == NIL) {
      throw typeError("get length of", o, p == null ? null : p.blame(pc, 0));
    }
    return t.call(handler, o, NIL);
  }

  // ---- comparison

  /** Equality without metamethods. */
  public static boolean rawEquals(Object a, Object b) {
    if (a == b) {
      return !(a instanceof Double d) || !d.isNaN();
    }
    if (a instanceof Double x) {
      return b instanceof Double y && x.doubleValue() == y.doubleValue();
    }
    return a instanceof LuaString x && b instanceof LuaString y && x.same(y);
  }

  boolean equal(Object a, Object b) {
    if (rawEquals(a, b)) {
      return true;
    }
    if (a instanceof LuaTable x && b instanceof LuaTable y) {
      LuaTable m = x.meta;
      LuaTable n = y.meta;
      if (m != null && n != null) {
        Object handler = m.get(Metamethods.EQ);
        if (handler != NIL && (m == n || rawEquals(handler, n.get(Metamethods.EQ)))) {
          return truth(t.call(handler, a, b));
        }
      }
    }
    return false;
  }

  boolean less(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x < y;
    }
    if (a instanceof LuaString x && b instanceof LuaString y) {
      return x.compareTo(y) < 0;
    }
    Object handler = sharedHandler(a, b, Metamethods.LT);
    if (handler == NIL) {
      throw compareError(a, b);
    }
    return truth(t.call(handler, a, b));
  }

  boolean lessOrEqual(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x <= y;
    }
    if (a instanceof LuaString x && b instanceof LuaString y) {
      return x.compareTo(y) <= 0;
    }
    Object handler = sharedHandler(a, b, Metamethods.LE);
    if (handler != NIL) {
      return truth(t.call(handler, a, b));
    }
    handler = sharedHandler(b, a, Metamethods.LT);
    if (handler == NIL) {
      throw compareError(a, b);
    }
    return !truth(t.call(handler, b, a));
  }

  private Object sharedHandler(Object a, Object b, LuaString event) {
    if (!Runtime.type(a).equals(Runtime.type(b))) {
      return NIL;
    }
    Object x = rt.metamethod(a, event);
    return x != NIL && rawEquals(x, rt.metamethod(b, event)) ? x : NIL;
  }

  // ---- strings

  private static boolean isText(Object o) {
    return o instanceof LuaString || o instanceof Double;
  }

  static LuaString text(Object o) {
    return o instanceof Double d ? LuaNumbers.text(d) : (LuaString) o;
  }

  /** Concatenates what stands on the stack between two places, both included. */
  Object concat(int low, int high, @Nullable Proto p, int pc) {
    int last = high;
    boolean computed = false;
    while (last > low) {
      Object y = t.stack[last];
      Object x = t.stack[last - 1];
      if (isText(x) && isText(y)) {
        last = join(low, last);
      } else {
        Object handler = rt.metamethod(x, Metamethods.CONCAT);
        if (handler == NIL) {
          handler = rt.metamethod(y, Metamethods.CONCAT);
        }
        if (handler == NIL) {
          int wrong = isText(x) ? last : last - 1;
          String name = p == null || (wrong == last && computed) ? null : p.blame(pc, wrong - low);
          throw typeError("concatenate", t.stack[wrong], name);
        }
        Object result = t.call(handler, x, y);
        last--;
        t.stack[last] = result;
      }
      computed = true;
    }
    return t.stack[low];
  }

  /** Joins as many texts as there are before a place; returns where the result stands. */
  private int join(int low, int last) {
    int first = last;
    long size = 0;
    while (first >= low && isText(t.stack[first])) {
      LuaString s = text(t.stack[first]);
      t.stack[first] = s;
      size += s.length();
      first--;
    }
    first++;
    if (size > MAX_STRING) {
      throw LuaError.runtime("string length overflow");
    }
    rt.charge(40 + size);
    byte[] all = new byte[(int) size];
    int at = 0;
    for (int i = first; i <= last; i++) {
      byte[] some = ((LuaString) t.stack[i]).bytes;
      System.arraycopy(some, 0, all, at, some.length);
      at += some.length;
    }
    t.stack[first] = LuaString.of(all);
    return first;
  }
}
