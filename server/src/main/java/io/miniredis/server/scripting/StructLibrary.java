package io.miniredis.server.scripting;

import static io.miniredis.server.lua.Nil.NIL;

import io.miniredis.server.lua.ByteSink;
import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaNumbers;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;
import java.util.ArrayList;
import java.util.List;

/** What scripts find under the name {@code struct}: values to and from the bytes of C's structs. */
final class StructLibrary {
  private static final int MAX_INTEGER = 32;
  private static final int MAX_ALIGN = 8;

  private StructLibrary() {}

  static void open(Runtime rt) {
    Library.named(rt, "struct")
        .function("pack", StructLibrary::pack)
        .function("unpack", StructLibrary::unpack)
        .function("size", StructLibrary::size);
  }

  /** Walks a format. */
  private static final class Format {
    private final byte[] text;
    private int at;
    boolean big;
    private int align = 1;
    int option;
    int size; // of the option's value

    Format(byte[] text) {
      this.text = text;
    }

    boolean next() {
      if (at >= text.length || text[at] == 0) {
        return false;
      }
      option = text[at++] & 0xFF;
      size = sizeOf(option);
      return true;
    }

    private int sizeOf(int option) {
      return switch (option) {
        case 'B', 'b', 'x' -> 1;
        case 'H', 'h' -> 2;
        case 'L', 'l', 'T', 'd' -> 8;
        case 'f' -> 4;
        case 'c' -> number(1);
        case 'i', 'I' -> {
          int n = number(4);
          if (n > MAX_INTEGER) {
            throw LuaError.of("integral size " + n + " is larger than limit of " + MAX_INTEGER);
          }
          yield n;
        }
        default -> 0;
      };
    }

    private int number(int otherwise) {
      if (at >= text.length || !isDigit(text[at])) {
        return otherwise;
      }
      long n = 0;
      while (at < text.length && isDigit(text[at])) {
        n = 10 * n + text[at++] - '0';
        if (n > Integer.MAX_VALUE) {
          throw LuaError.of("integral size overflow");
        }
      }
      return (int) n;
    }

    private static boolean isDigit(int c) {
      return c >= '0' && c <= '9';
    }

    /** Bytes to leave out so that the value is aligned. */
    int padding(long position) {
      if (size == 0 || option == 'c') {
        return 0;
      }
      int unit = Math.min(size, align);
      return (int) (unit - (position & (unit - 1))) & (unit - 1);
    }

    void control() {
      switch (option) {
        case ' ' -> {}
        case '>' -> big = true;
        case '<' -> big = false;
        case '!' -> {
          int n = number(MAX_ALIGN);
          if (n <= 0 || (n & (n - 1)) != 0) {
            throw LuaError.of("alignment " + n + " is not a power of 2");
          }
          align = n;
        }
        default -> throw LuaError.argument(1, "invalid format option '" + (char) option + "'");
      }
    }

    boolean isInteger() {
      return "bBhHlLTiI".indexOf(option) >= 0;
    }
  }

  // ---- pack

  private static int pack(LuaThread t) {
    Format f = new Format(t.string(1).bytes());
    ByteSink out = new ByteSink(t.runtime());
    int arg = 2;
    long total = 0;
    while (f.next()) {
      t.runtime().work(1);
      int padding = f.padding(total);
      out.write(new byte[padding]);
      long size = f.size;
      if (f.isInteger()) {
        integer(number(t, arg++), f.size, f.big, out);
      } else {
        switch (f.option) {
          case 'x' -> out.write(0);
          case 'f' -> bits(Float.floatToRawIntBits((float) number(t, arg++)), 4, f.big, out);
          case 'd' -> bits(Double.doubleToRawLongBits(number(t, arg++)), 8, f.big, out);
          case 'c', 's' -> {
            LuaString s = t.string(arg++);
            size = f.size == 0 ? s.length() : f.size;
            if (s.length() < size) {
              throw LuaError.argument(arg, "string too short");
            }
            out.write(s.bytes(), 0, (int) size);
            if (f.option == 's') {
              out.write(0);
              size++;
            }
          }
          default -> f.control();
        }
      }
      total += padding + size;
    }
    return t.ret(out.toLuaString());
  }

  /** A missing argument is told as nil. */
  private static double number(LuaThread t, int arg) {
    if (!t.has(arg)) {
      throw LuaError.argument(arg, "number expected, got nil");
    }
    return t.number(arg);
  }

  private static void integer(double d, int size, boolean big, ByteSink out) {
    long value =
        d >= 0x1p63 && d < 0x1p64 ? (long) (d - 0x1p63) | Long.MIN_VALUE : LuaNumbers.toLong(d);
    bits(value, size, big, out);
  }

  private static void bits(long value, int size, boolean big, ByteSink out) {
    for (int i = 0; i < size; i++) {
      int place = big ? size - 1 - i : i;
      out.write(place < 8 ? (int) (value >>> (8 * place)) : 0);
    }
  }

  // ---- unpack

  private static int unpack(LuaThread t) {
    Format f = new Format(t.string(1).bytes());
    byte[] data = t.string(2).bytes();
    long pos = t.integer(3, 1);
    if (pos == 0) {
      throw LuaError.argument(3, "offset must be 1 or greater");
    }
    pos--;
    List<Object> results = new ArrayList<>();
    while (f.next()) {
      t.runtime().account(32);
      t.runtime().work(1);
      pos += pos < 0 ? 0 : f.padding(pos);
      check(f.size, pos, data);
      long size = f.size;
      int at = (int) pos;
      if (f.isInteger()) {
        results.add(number(bits(data, at, f.size, f.big), f));
      } else {
        switch (f.option) {
          case 'x' -> {}
          case 'f' -> results.add((double) Float.intBitsToFloat((int) bits(data, at, 4, f.big)));
          case 'd' -> results.add(Double.longBitsToDouble(bits(data, at, 8, f.big)));
          case 'c' -> {
            if (size == 0) {
              size = takeSize(results);
              check(size, pos, data);
            }
            results.add(LuaString.of(data, at, (int) size));
          }
          case 's' -> {
            size = end(data, at) - at + 1L;
            results.add(LuaString.of(data, at, (int) size - 1));
          }
          default -> f.control();
        }
      }
      pos += size;
    }
    results.add((double) (pos + 1));
    return t.ret(results.toArray());
  }

  private static void check(long size, long pos, byte[] data) {
    if (size < 0 || size > data.length || pos < 0 || pos > data.length - size) {
      throw LuaError.argument(2, "data string too short");
    }
  }

  private static long takeSize(List<Object> results) {
    Object last = results.isEmpty() ? NIL : results.removeLast();
    if (!(last instanceof Double d)) {
      throw LuaError.of("format 'c0' needs a previous size");
    }
    return LuaNumbers.toLong(d);
  }

  private static int end(byte[] data, int from) {
    for (int i = from; i < data.length; i++) {
      if (data[i] == 0) {
        return i;
      }
    }
    throw LuaError.of("unfinished string in data");
  }

  private static long bits(byte[] data, int at, int size, boolean big) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (data[big ? at + i : at + size - 1 - i] & 0xFF);
    }
    return value;
  }

  private static Object number(long value, Format f) {
    if (Character.isLowerCase(f.option)) {
      int unused = 64 - 8 * Math.min(8, f.size);
      return f.size == 0 ? 0.0 : (double) (value << unused >> unused);
    }
    return value >= 0 ? (double) value : (value >>> 1 | (value & 1)) * 2.0;
  }

  // ---- size

  private static int size(LuaThread t) {
    Format f = new Format(t.string(1).bytes());
    long pos = 0;
    while (f.next()) {
      pos += f.padding(pos);
      if (f.option == 's') {
        throw LuaError.argument(1, "option 's' has no fixed size");
      }
      if (f.option == 'c' && f.size == 0) {
        throw LuaError.argument(1, "option 'c0' has no fixed size");
      }
      if (!Character.isLetterOrDigit(f.option)) {
        f.control();
      }
      pos += f.size;
    }
    return t.ret((double) pos);
  }
}
