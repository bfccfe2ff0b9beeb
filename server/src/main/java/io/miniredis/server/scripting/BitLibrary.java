package io.miniredis.server.scripting;

import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;
import java.util.Locale;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** What scripts find under the name {@code bit}: operations on numbers as 32 bits, with a sign. */
final class BitLibrary {
  private static final double LOW_BITS = 0x1.8p52; // added, the low bits are the whole number's

  private BitLibrary() {}

  static void open(Runtime rt) {
    Library lib = Library.named(rt, "bit");
    unary(lib, "tobit", x -> x);
    unary(lib, "bnot", x -> ~x);
    unary(lib, "bswap", Integer::reverseBytes);
    fold(lib, "band", (x, y) -> x & y);
    fold(lib, "bor", (x, y) -> x | y);
    fold(lib, "bxor", (x, y) -> x ^ y);
    shift(lib, "lshift", (x, n) -> x << n);
    shift(lib, "rshift", (x, n) -> x >>> n);
    shift(lib, "arshift", (x, n) -> x >> n);
    shift(lib, "rol", Integer::rotateLeft);
    shift(lib, "ror", Integer::rotateRight);
    lib.function("tohex", BitLibrary::hex);
  }

  private static int bits(LuaThread t, int arg) {
    return (int) Double.doubleToRawLongBits(t.number(arg) + LOW_BITS);
  }

  private static void unary(Library lib, String name, IntUnaryOperator f) {
    lib.function(name, t -> t.ret((double) f.applyAsInt(bits(t, 1))));
  }

  private static void fold(Library lib, String name, IntBinaryOperator f) {
    lib.function(
        name,
        t -> {
          int x = bits(t, 1);
          for (int i = 2; i <= t.count(); i++) {
            x = f.applyAsInt(x, bits(t, i));
          }
          return t.ret((double) x);
        });
  }

  private static void shift(Library lib, String name, IntBinaryOperator f) {
    lib.function(name, t -> t.ret((double) f.applyAsInt(bits(t, 1), bits(t, 2) & 31)));
  }

  private static int hex(LuaThread t) {
    String all = String.format(Locale.ROOT, "%08x", bits(t, 1));
    int n = t.has(2) ? bits(t, 2) : all.length();
    int digits = n == Integer.MIN_VALUE ? all.length() : Math.min(Math.abs(n), all.length());
    String s = all.substring(all.length() - digits);
    return t.ret(LuaString.of(n < 0 ? s.toUpperCase(Locale.ROOT) : s));
  }
}
