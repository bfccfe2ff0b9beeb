package io.miniredis.server.scripting;

import io.miniredis.server.lua.ByteSink;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.Runtime;

/** Values of Lua as MessagePack. What has no form in it, and what nests too deep, becomes nil. */
final class MessagePackWriter {
  private static final int MAX_NESTING = 16;

  private final Runtime rt;
  private final ByteSink out;

  MessagePackWriter(Runtime rt) {
    this.rt = rt;
    this.out = new ByteSink(rt);
  }

  LuaString result() {
    return out.toLuaString();
  }

  void write(Object value) {
    write(value, 0);
  }

  private void write(Object value, int level) {
    switch (value) {
      case LuaString s -> string(s);
      case Boolean b -> out.write(b ? 0xc3 : 0xc2);
      case Double d -> number(d);
      case LuaTable t -> nested(t, level);
      default -> out.write(0xc0);
    }
  }

  private void nested(LuaTable t, int level) {
    if (level < MAX_NESTING) {
      table(t, level);
    } else {
      out.write(0xc0);
    }
  }

  private void bits(int mark, long value, int bytes) {
    out.write(mark);
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  private void string(LuaString s) {
    int n = s.length();
    if (n < 32) {
      out.write(0xa0 | n);
    } else if (n <= 0xFF) {
      bits(0xd9, n, 1);
    } else if (n <= 0xFFFF) {
      bits(0xda, n, 2);
    } else {
      bits(0xdb, n, 4);
    }
    out.write(s.bytes());
  }

  private void number(double d) {
    long whole = (long) d;
    if (whole == d && d < 0x1p63) {
      integer(whole);
    } else if ((float) d == d) {
      bits(0xca, Float.floatToRawIntBits((float) d), 4);
    } else {
      bits(0xcb, Double.doubleToRawLongBits(d), 8);
    }
  }

  private void integer(long n) {
    if (n >= 0) {
      if (n <= 127) {
        out.write((int) n);
      } else if (n <= 0xFF) {
        bits(0xcc, n, 1);
      } else if (n <= 0xFFFF) {
        bits(0xcd, n, 2);
      } else if (n <= 0xFFFFFFFFL) {
        bits(0xce, n, 4);
      } else {
        bits(0xcf, n, 8);
      }
    } else if (n >= -32) {
      out.write((int) n);
    } else if (n >= Byte.MIN_VALUE) {
      bits(0xd0, n, 1);
    } else if (n >= Short.MIN_VALUE) {
      bits(0xd1, n, 2);
    } else if (n >= Integer.MIN_VALUE) {
      bits(0xd2, n, 4);
    } else {
      bits(0xd3, n, 8);
    }
  }

  private void table(LuaTable t, int level) {
    int[] size = {0, 0};
    boolean[] list = {true};
    t.forEach(
        (key, value) -> {
          size[0]++;
          if (key instanceof Double d && d > 0 && d == (int) d.doubleValue()) {
            size[1] = Math.max(size[1], (int) d.doubleValue());
          } else {
            list[0] = false;
          }
        });
    rt.work(size[0]);
    if (list[0] && size[0] == size[1]) {
      head(size[0], 0x90, 0xdc);
      for (int i = 1; i <= size[0]; i++) {
        write(t.get(i), level + 1);
      }
    } else {
      head(size[0], 0x80, 0xde);
      t.forEach(
          (key, value) -> {
            write(key, level + 1);
            write(value, level + 1);
          });
    }
  }

  private void head(int n, int small, int large) {
    if (n <= 15) {
      out.write(small | n);
    } else if (n <= 0xFFFF) {
      bits(large, n, 2);
    } else {
      bits(large + 1, n, 4);
    }
  }
}
