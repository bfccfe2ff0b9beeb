package io.miniredis.server.lua;

import java.util.function.DoubleUnaryOperator;

/**
 * Mathematical functions. Random numbers come from the generator of {@code drand48}, which begins
 * at the same place in every interpreter.
 */
final class MathLibrary {
  private static final double RANDOM_RANGE = Integer.MAX_VALUE;
  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final long MASK = (1L << 48) - 1;

  private MathLibrary() {}

  static void open(Runtime rt) {
    Library lib = Library.named(rt, "math");
    unary(lib, "abs", Math::abs);
    unary(lib, "acos", Math::acos);
    unary(lib, "asin", Math::asin);
    unary(lib, "atan", Math::atan);
    unary(lib, "ceil", Math::ceil);
    unary(lib, "cos", Math::cos);
    unary(lib, "cosh", Math::cosh);
    unary(lib, "deg", x -> x / (Math.PI / 180));
    unary(lib, "exp", Math::exp);
    unary(lib, "floor", Math::floor);
    unary(lib, "log", Math::log);
    unary(lib, "log10", Math::log10);
    unary(lib, "rad", x -> x * (Math.PI / 180));
    unary(lib, "sin", Math::sin);
    unary(lib, "sinh", Math::sinh);
    unary(lib, "sqrt", Math::sqrt);
    unary(lib, "tan", Math::tan);
    unary(lib, "tanh", Math::tanh);
    lib.function("atan2", t -> t.ret(Math.atan2(t.number(1), t.number(2))))
        .function("fmod", t -> t.ret(t.number(1) % t.number(2)))
        .function("mod", t -> t.ret(t.number(1) % t.number(2)))
        .function("frexp", MathLibrary::frexp)
        .function("ldexp", t -> t.ret(scale(t.number(1), t.integer32(2))))
        .function("max", MathLibrary::max)
        .function("min", MathLibrary::min)
        .function("modf", MathLibrary::modf)
        .function("pow", t -> t.ret(Math.pow(t.number(1), t.number(2))))
        .function("random", MathLibrary::random)
        .function(
            "randomseed",
            t -> {
              seed(t.rt, t.integer32(1));
              return t.ret();
            })
        .value("pi", Math.PI)
        .value("huge", Double.POSITIVE_INFINITY);
  }

  private static void unary(Library lib, String name, DoubleUnaryOperator f) {
    lib.function(name, t -> t.ret(f.applyAsDouble(t.number(1))));
  }

  private static int frexp(LuaThread t) {
    double d = t.number(1);
    if (d == 0 || Double.isNaN(d) || Double.isInfinite(d)) {
      return t.ret(d, 0.0);
    }
    int exponent = Math.getExponent(d) + 1;
    if (exponent <= Double.MIN_EXPONENT) { // without a leading one
      exponent = Math.getExponent(d * 0x1p54) + 1 - 54;
    }
    return t.ret(scale(d, -exponent), (double) exponent);
  }

  private static double scale(double d, int exponent) {
    int half = exponent / 2; // Math.scalb rounds once only if it ends within the range
    return Math.abs(exponent) < 1000
        ? Math.scalb(d, exponent)
        : Math.scalb(Math.scalb(d, half), exponent - half);
  }

  private static int max(LuaThread t) {
    double max = t.number(1);
    for (int i = 2; i <= t.count(); i++) {
      double d = t.number(i);
      max = d > max ? d : max;
    }
    return t.ret(max);
  }

  private static int min(LuaThread t) {
    double min = t.number(1);
    for (int i = 2; i <= t.count(); i++) {
      double d = t.number(i);
      min = d < min ? d : min;
    }
    return t.ret(min);
  }

  private static int modf(LuaThread t) {
    double d = t.number(1);
    double whole = d < 0 ? Math.ceil(d) : Math.floor(d);
    double rest = Double.isInfinite(d) ? Math.copySign(0, d) : d - whole;
    return t.ret(whole, rest == 0 ? Math.copySign(0, d) : rest);
  }

  private static int random(LuaThread t) {
    double r = (next(t.rt) % Integer.MAX_VALUE) / RANDOM_RANGE;
    switch (t.count()) {
      case 0 -> {
        return t.ret(r);
      }
      case 1 -> {
        int upper = t.integer32(1);
        if (upper < 1) {
          throw LuaError.argument(1, "interval is empty");
        }
        return t.ret(Math.floor(r * upper) + 1);
      }
      case 2 -> {
        int lower = t.integer32(1);
        int upper = t.integer32(2);
        if (lower > upper) {
          throw LuaError.argument(2, "interval is empty");
        }
        return t.ret(Math.floor(r * ((double) upper - lower + 1)) + lower);
      }
      default -> throw LuaError.of("wrong number of arguments");
    }
  }

  static void seed(Runtime rt, int seed) {
    rt.random = (seed & 0xFFFFFFFFL) << 16 | 0x330E;
  }

  private static int next(Runtime rt) {
    rt.random = (rt.random * MULTIPLIER + 0xB) & MASK;
    return (int) (rt.random >>> 17);
  }
}
