package io.miniredis.server.scripting;

import static io.miniredis.server.lua.Nil.NIL;

import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.Runtime;

/** MessagePack as values of Lua. */
final class MessagePackReader {
  private static final int MAX_NESTING = 1000;

  private final Runtime rt;
  private final byte[] in;
  private int at;
  private int nesting;

  MessagePackReader(Runtime rt, byte[] in, int from) {
    this.rt = rt;
    this.in = in;
    this.at = from;
  }

  int position() {
    return at;
  }

  boolean hasMore() {
    return at < in.length;
  }

  /**
   * The next value.
   *
   * @throws LuaError if the bytes end in it, or are none
   */
  Object read() {
    rt.work(1);
    int b = (int) bits(1);
    if (b <= 0x7f) {
      return (double) b;
    }
    if (b >= 0xe0) {
      return (double) (byte) b;
    }
    if (b <= 0x8f) {
      return map(b & 15);
    }
    if (b <= 0x9f) {
      return array(b & 15);
    }
    if (b <= 0xbf) {
      return string(b & 31);
    }
    return switch (b) {
      case 0xc0 -> NIL;
      case 0xc2 -> false;
      case 0xc3 -> true;
      case 0xca -> (double) Float.intBitsToFloat((int) bits(4));
      case 0xcb -> Double.longBitsToDouble(bits(8));
      case 0xcc -> (double) bits(1);
      case 0xcd -> (double) bits(2);
      case 0xce -> (double) bits(4);
      case 0xd0 -> (double) (byte) bits(1);
      case 0xd1 -> (double) (short) bits(2);
      case 0xd2 -> (double) (int) bits(4);
      case 0xcf, 0xd3 -> (double) bits(8); // the reference takes both as signed
      case 0xd9 -> string(bits(1));
      case 0xda -> string(bits(2));
      case 0xdb -> string(bits(4));
      case 0xdc -> array(bits(2));
      case 0xdd -> array(bits(4));
      case 0xde -> map(bits(2));
      case 0xdf -> map(bits(4));
      default -> throw LuaError.of("Bad data format in input.");
    };
  }

  private void need(long n) {
    if (n > in.length - at) {
      throw LuaError.of("Missing bytes in input.");
    }
  }

  private long bits(int bytes) {
    need(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (in[at++] & 0xFF);
    }
    return value;
  }

  private Object string(long n) {
    need(n);
    rt.account(40 + n);
    LuaString s = LuaString.of(in, at, (int) n);
    at += (int) n;
    return s;
  }

  private void enter() {
    if (++nesting > MAX_NESTING) {
      throw LuaError.of("stack overflow (in function mp_decode_to_lua_array)");
    }
  }

  private Object array(long n) {
    enter();
    LuaTable t = new LuaTable(rt);
    for (int i = 1; i <= n; i++) {
      t.set(i, read());
    }
    nesting--;
    return t;
  }

  private Object map(long n) {
    enter();
    LuaTable t = new LuaTable(rt);
    for (long i = 0; i < n; i++) {
      Object key = read();
      t.set(key, read());
    }
    nesting--;
    return t;
  }
}
