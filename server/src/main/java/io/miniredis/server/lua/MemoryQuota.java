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
 *
 * <p>What a builtin function is making can be reached by nobody yet, so while one runs everything
 * that was charged since it began counts too. A function that calls the program back must {@link
 * Runtime#hold} what it has made so far.
 */
final class MemoryQuota {
  /** Stands for a window that is closed: the program itself runs. */
  static final long CLOSED = Long.MAX_VALUE;

  private static final long SMALLEST_STEP = 1 << 20;
  private static final int LEAST_STEPS = 16; // from nothing to the limit
  private static final int VISITS = 512;

  private final Runtime rt;
  private final long limit;
  private long left; // until what is reachable is measured again
  private long charged; // in all
  private long window = CLOSED; // what was charged when the running builtin function began

  MemoryQuota(Runtime rt, long limit) {
    this.rt = rt;
    this.limit = limit;
    this.left = limit;
  }

  void charge(long bytes) {
    left -= bytes;
    charged += bytes;
    if (left < 0) {
      measure(bytes);
    }
  }

  /** Takes back what was charged for something that is garbage now. */
  void giveBack(long bytes) {
    left += bytes;
    charged -= bytes;
  }

  /** Begins a builtin function; returns what {@link #window(long)} is to be told at its end. */
  long openWindow() {
    long before = window;
    window = charged;
    return before;
  }

  /** Begins a part of the program that a builtin function calls. */
  long closeWindow() {
    long before = window;
    window = CLOSED;
    return before;
  }

  /** What was before holds again; what was charged meanwhile is the program's. */
  void window(long before) {
    window = before == CLOSED ? CLOSED : charged;
  }

  void reset() {
    window = CLOSED;
  }

  long inUse() {
    return measured();
  }

  private void measure(long wanted) {
    long unreachable = window == CLOSED ? wanted : Math.max(wanted, charged - window);
    long step = Math.max(SMALLEST_STEP, limit / LEAST_STEPS);
    left = step; // so that a handler of the error has a little
    long all = unreachable <= limit ? inUse() + unreachable : unreachable;
    if (all > limit) {
      throw LuaError.plain("not enough memory");
    }
    left = Math.max(step, limit - all);
  }

  private long measured() {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> rest = new ArrayDeque<>();
    rest.add(rt.globals());
    rest.addAll(rt.kept());
    for (LuaThread t = rt.current(); t != null; t = t.resumer) {
      rest.add(t);
    }
    long sum = rt.heldBytes();
    int visits = 0;
    for (Object o = rest.poll(); o != null; o = rest.poll()) {
      if (seen.add(o)) {
        sum += visit(o, rest);
      }
      if (++visits % VISITS == 0) {
        rt.burn(VISITS); // others are not to wait for all of this
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
      case Builtin b -> {
        for (Object held : b.held) {
          push(held, rest);
        }
        yield 32;
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
        || value instanceof LuaFunction
        || value instanceof Coroutine
        || value instanceof Cell) {
      rest.add(value);
    }
  }
}
