package io.miniredis.server.lua;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Bounds the heap that a program's values take. Java's collector does not say what they take, so
 * allocations are counted; when the count passes the limit, what the program can still reach is
 * measured, and only if that is too much is it an error. The cost of measuring is therefore spread
 * over as many bytes of allocation as it looks at.
 */
final class MemoryQuota {
  private static final long SMALLEST_STEP = 1 << 20;

  private final Runtime rt;
  private final long limit;
  private long left; // until what is reachable is measured again
  private long reachable;

  MemoryQuota(Runtime rt, long limit) {
    this.rt = rt;
    this.limit = limit;
    this.left = limit;
  }

  void charge(long bytes) {
    left -= bytes;
    if (left < 0) {
      measure(bytes);
    }
  }

  /** Fails if something that the program cannot reach yet is too large. */
  void require(long bytes) {
    if (bytes > limit) {
      throw LuaError.plain("not enough memory");
    }
  }

  long inUse() {
    return measured();
  }

  private void measure(long wanted) {
    if (wanted <= limit) {
      reachable = measured() + wanted;
    }
    if (wanted > limit || reachable > limit) {
      left = SMALLEST_STEP; // so that a handler of the error has a little
      throw LuaError.plain("not enough memory");
    }
    left = Math.max(SMALLEST_STEP, limit - reachable);
  }

  private long measured() {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> rest = new ArrayDeque<>();
    rest.add(rt.globals());
    for (LuaThread t = rt.current(); t != null; t = t.resumer) {
      rest.add(t);
    }
    long sum = 0;
    for (Object o = rest.poll(); o != null; o = rest.poll()) {
      if (seen.add(o)) {
        sum += visit(o, rest);
      }
    }
    return sum;
  }

  private static long visit(Object o, Deque<Object> rest) {
    return switch (o) {
      case LuaString s -> 40L + s.length();
      case LuaTable t -> {
        t.forEach(
            (key, value) -> {
              push(key, rest);
              push(value, rest);
            });
        if (t.meta != null) {
          rest.add(t.meta);
        }
        yield t.heapBytes();
      }
      case Closure c -> {
        for (Cell cell : c.outer) {
          push(cell.value, rest);
        }
        yield 32L + 24L * c.outer.length;
      }
      case Coroutine c -> {
        rest.add(c.thread);
        yield 32;
      }
      case LuaThread t -> t.showTo(value -> push(value, rest));
      case Cell c -> {
        push(c.value, rest);
        yield 16;
      }
      default -> 16;
    };
  }

  private static void push(Object value, Deque<Object> rest) {
    if (value instanceof LuaString
        || value instanceof LuaTable
        || value instanceof Closure
        || value instanceof Coroutine
        || value instanceof Cell) {
      rest.add(value);
    }
  }
}
