package io.miniredis.server.scripting;

import static io.miniredis.server.lua.Nil.NIL;

import io.miniredis.protocol.Numbers;
import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.Runtime;

/** Reads a command's reply as a value of Lua. */
final class ReplyReader {
  static final LuaString OK = LuaString.of("ok");
  static final LuaString ERR = LuaString.of("err");
  static final LuaString MAP = LuaString.of("map");
  static final LuaString SET = LuaString.of("set");
  static final LuaString DOUBLE = LuaString.of("double");
  static final LuaString BIG_NUMBER = LuaString.of("big_number");
  static final LuaString VERBATIM = LuaString.of("verbatim_string");
  static final LuaString FORMAT = LuaString.of("format");
  static final LuaString STRING = LuaString.of("string");

  private static final byte[] NOTHING = {};

  private final Runtime rt;
  private byte[] in = NOTHING;
  private int at;
  private int lineFrom;
  private int lineLength;

  ReplyReader(Runtime rt) {
    this.rt = rt;
  }

  /** Whether a reply is an error; {@link #errorLine} has it then. */
  boolean begin(ReplyWriter reply) {
    if (reply.chunks() == 1) {
      in = reply.chunk(0);
    } else {
      in = reply.toBytes();
      reply.clear();
    }
    at = 0;
    return in[0] == '-';
  }

  /** Forgets the bytes. */
  void end() {
    in = NOTHING;
  }

  /** The error's line, with its code. */
  LuaString errorLine() {
    line();
    return text();
  }

  /** The next value. */
  Object read() {
    int type = in[at];
    line();
    switch (type) {
      case ':' -> {
        return (double) number();
      }
      case '$' -> {
        long n = number();
        return n < 0 ? Boolean.FALSE : bytes((int) n);
      }
      case '+' -> {
        return single(OK, text());
      }
      case '-' -> {
        return single(ERR, text());
      }
      case '*', '>' -> {
        long n = number();
        return n < 0 ? Boolean.FALSE : array((int) n);
      }
      case '%' -> {
        return single(MAP, map((int) number()));
      }
      case '~' -> {
        return single(SET, set((int) number()));
      }
      case '#' -> {
        return in[lineFrom] == 't';
      }
      case ',' -> {
        return single(DOUBLE, decimal());
      }
      case '(' -> {
        return single(BIG_NUMBER, text());
      }
      case '=' -> {
        return verbatim((int) number());
      }
      default -> { // '_'
        return NIL;
      }
    }
  }

  private void line() {
    lineFrom = at + 1;
    int end = lineFrom;
    while (in[end] != '\r') {
      end++;
    }
    lineLength = end - lineFrom;
    at = end + 2;
  }

  private long number() {
    return Numbers.parseLong(in, lineFrom, lineLength);
  }

  private LuaString text() {
    return LuaString.of(in, lineFrom, lineLength);
  }

  private double decimal() {
    String s = text().toString();
    return switch (s) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "-nan" -> Double.NaN;
      default -> Double.parseDouble(s);
    };
  }

  private LuaString bytes(int n) {
    rt.account(n);
    LuaString s = LuaString.of(in, at, n);
    at += n + 2;
    return s;
  }

  private LuaTable single(LuaString key, Object value) {
    LuaTable t = new LuaTable(rt);
    t.set(key, value);
    return t;
  }

  private LuaTable array(int n) {
    LuaTable t = new LuaTable(rt);
    for (int i = 1; i <= n; i++) {
      t.set(i, read());
    }
    return t;
  }

  private LuaTable map(int n) {
    LuaTable t = new LuaTable(rt);
    for (int i = 0; i < n; i++) {
      Object key = read();
      t.set(key, read());
    }
    return t;
  }

  private LuaTable set(int n) {
    LuaTable t = new LuaTable(rt);
    for (int i = 0; i < n; i++) {
      t.set(read(), Boolean.TRUE);
    }
    return t;
  }

  private LuaTable verbatim(int n) {
    LuaTable t = new LuaTable(rt);
    t.set(STRING, LuaString.of(in, at + 4, n - 4));
    t.set(FORMAT, LuaString.of(in, at, 3));
    at += n + 2;
    return single(VERBATIM, t);
  }
}
