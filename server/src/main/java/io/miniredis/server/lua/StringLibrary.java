package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

/** Functions for strings. Indexes count from 1, negative ones from the end. */
final class StringLibrary {
  private static final String SPECIALS = "^$*+?.([%-";

  private StringLibrary() {}

  static void open(Runtime rt) {
    Library lib = Library.named(rt, "string");
    lib.function("byte", StringLibrary::bytes)
        .function("char", StringLibrary::chars)
        .function(
            "dump",
            t -> {
              t.function(1);
              throw LuaError.of("unable to dump given function");
            })
        .function("find", t -> find(t, true))
        .function("format", StringFormat::format)
        .function("gfind", StringLibrary::gmatch)
        .function("gmatch", StringLibrary::gmatch)
        .function("gsub", StringLibrary::gsub)
        .function("len", t -> t.ret((double) t.string(1).length()))
        .function("lower", t -> t.ret(mapped(t, 'A', 'Z', 'a' - 'A')))
        .function("match", t -> find(t, false))
        .function("rep", StringLibrary::repeat)
        .function("reverse", StringLibrary::reverse)
        .function("sub", StringLibrary::sub)
        .function("upper", t -> t.ret(mapped(t, 'a', 'z', 'A' - 'a')));
    LuaTable meta = new LuaTable(rt);
    meta.set(Metamethods.INDEX, lib.table());
    rt.stringMeta = meta;
  }

  private static long position(long index, int length) {
    long i = index < 0 ? index + length + 1 : index;
    return Math.max(0, i);
  }

  private static int sub(LuaThread t) {
    LuaString s = t.string(1);
    int n = s.length();
    long from = Math.max(1, position(t.integer(2), n));
    long to = Math.min(n, position(t.integer(3, -1), n));
    if (from > to) {
      return t.ret(LuaString.EMPTY);
    }
    t.rt.charge(40 + to - from);
    return t.ret(s.sub((int) from - 1, (int) to));
  }

  private static int bytes(LuaThread t) {
    LuaString s = t.string(1);
    long first = position(t.integer(2, 1), s.length());
    long last = Math.min(s.length(), position(t.integer(3, first), s.length()));
    first = Math.max(1, first);
    if (first > last) {
      return t.ret();
    }
    int n = (int) (last - first + 1);
    t.room(n, "stack overflow (string slice too long)");
    for (int i = 0; i < n; i++) {
      t.result(i, (double) s.at((int) first - 1 + i));
    }
    return n;
  }

  private static int chars(LuaThread t) {
    byte[] a = new byte[t.count()];
    for (int i = 0; i < a.length; i++) {
      int c = t.integer32(i + 1);
      if (c < 0 || c > 255) {
        throw LuaError.argument(i + 1, "invalid value");
      }
      a[i] = (byte) c;
    }
    return t.ret(LuaString.of(a));
  }

  private static LuaString mapped(LuaThread t, int from, int to, int by) {
    byte[] a = t.string(1).bytes.clone();
    t.rt.charge(40 + a.length);
    for (int i = 0; i < a.length; i++) {
      if (a[i] >= from && a[i] <= to) {
        a[i] += (byte) by;
      }
    }
    return LuaString.of(a);
  }

  private static int repeat(LuaThread t) {
    LuaString s = t.string(1);
    long n = t.integer32(2);
    if (n <= 0 || s.length() == 0) {
      return t.ret(LuaString.EMPTY);
    }
    if (n * s.length() > Operations.MAX_STRING) {
      throw LuaError.of("resulting string too large");
    }
    t.rt.charge(40 + n * s.length());
    byte[] all = new byte[(int) n * s.length()];
    for (int i = 0; i < n; i++) {
      System.arraycopy(s.bytes, 0, all, i * s.length(), s.length());
    }
    return t.ret(LuaString.of(all));
  }

  private static int reverse(LuaThread t) {
    byte[] a = t.string(1).bytes;
    t.rt.charge(40 + a.length);
    byte[] b = new byte[a.length];
    for (int i = 0; i < a.length; i++) {
      b[i] = a[a.length - 1 - i];
    }
    return t.ret(LuaString.of(b));
  }

  // ---- patterns

  private static int find(LuaThread t, boolean find) {
    LuaString s = t.string(1);
    LuaString p = t.string(2);
    int from = (int) Math.min(s.length(), Math.max(0, position(t.integer(3, 1), s.length()) - 1));
    if (find && (Operations.truth(t.arg(4)) || isPlain(p))) {
      int at = indexOf(t, s.bytes, p.bytes, from);
      return at < 0 ? t.ret(NIL) : t.ret(at + 1.0, (double) (at + p.length()));
    }
    Matcher m = new Matcher(t, s, p);
    int start = from;
    do {
      int end = m.match(start);
      if (end >= 0) {
        return t.ret(
            find
                ? m.captures(start, end, false, start + 1.0, (double) end)
                : m.captures(start, end, true));
      }
      start++;
    } while (start <= s.length() && !m.isAnchored());
    return t.ret(NIL);
  }

  private static boolean isPlain(LuaString p) {
    for (int i = 0; i < p.length() && p.at(i) != 0; i++) {
      if (SPECIALS.indexOf(p.at(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(LuaThread t, byte[] s, byte[] p, int from) {
    for (int i = from; i <= s.length - p.length; i++) {
      int j = 0;
      while (j < p.length && s[i + j] == p[j]) {
        j++;
      }
      if (j == p.length) {
        return i;
      }
      if ((i & 0xFF) == 0 || j > 0) {
        t.rt.burn(1 + j / 16);
      }
    }
    return -1;
  }

  private static int gmatch(LuaThread t) {
    LuaString s = t.string(1);
    LuaString p = t.string(2);
    int[] next = {0};
    return t.ret(
        new Builtin(
            caller -> {
              Matcher m = new Matcher(caller, s, p);
              for (int start = next[0]; start <= s.length(); start++) {
                int end = m.matchUnanchored(start);
                if (end >= 0) {
                  next[0] = end == start ? end + 1 : end;
                  return caller.ret(m.captures(start, end, true));
                }
              }
              next[0] = s.length() + 1;
              return caller.ret();
            },
            s,
            p));
  }

  private static int gsub(LuaThread t) {
    LuaString s = t.string(1);
    Matcher m = new Matcher(t, s, t.string(2));
    Object by = t.arg(3);
    if (!(by instanceof LuaString
        || by instanceof Double
        || by instanceof LuaFunction
        || by instanceof LuaTable)) {
      throw LuaError.argument(3, "string/function/table expected");
    }
    int max = (int) t.integer(4, s.length() + 1L);
    ByteSink out = new ByteSink(t.rt);
    int at = 0;
    int n = 0;
    int held = t.rt.hold(out);
    try {
      while (n < max) {
        int end = m.match(at);
        if (end >= 0) {
          n++;
          replace(t, m, by, s, at, end, out);
        }
        if (end > at) {
          at = end;
        } else if (at < s.length()) {
          out.write(s.bytes[at++]);
        } else {
          break;
        }
        if (m.isAnchored()) {
          break;
        }
      }
    } finally {
      t.rt.letGo(held);
    }
    out.write(s.bytes, at, s.length() - at);
    return t.ret(out.toLuaString(), (double) n);
  }

  private static void replace(
      LuaThread t, Matcher m, Object by, LuaString s, int at, int end, ByteSink out) {
    Object value =
        switch (by) {
          case LuaFunction f -> t.call(f, m.captures(at, end, true));
          case LuaTable l -> t.interpreter.index(l, m.capture(0, at, end), null, 0);
          default -> {
            template(m, Operations.text(by).bytes, at, end, out);
            yield LuaString.EMPTY;
          }
        };
    if (!Operations.truth(value)) {
      out.write(s.bytes, at, end - at);
    } else if (value instanceof LuaString || value instanceof Double) {
      out.write(Operations.text(value).bytes);
    } else {
      throw LuaError.of("invalid replacement value (a " + Runtime.type(value) + ")");
    }
    t.rt.burn(1);
  }

  private static void template(Matcher m, byte[] by, int at, int end, ByteSink out) {
    int i = 0;
    while (i < by.length) {
      if (by[i] != '%') {
        out.write(by[i++]);
        continue;
      }
      int c = i + 1 < by.length ? by[i + 1] : 0;
      i += 2;
      if (c < '0' || c > '9') {
        out.write(c);
      } else if (c == '0') {
        m.writeWhole(at, end, out);
      } else {
        out.write(Operations.text(m.capture(c - '1', at, end)).bytes);
      }
    }
  }
}
