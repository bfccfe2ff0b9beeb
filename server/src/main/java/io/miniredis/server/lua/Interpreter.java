package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

import java.util.Arrays;

/**
 * Runs instructions.
 *
 * <p>One call of {@link #execute} runs a function of the program and all functions of the program
 * that it calls. The method must stay below 8000 bytes of bytecode, or the JVM never compiles it:
 * what is not the usual case of an instruction stands in a method of its own. Registers are read
 * through a local variable, which must be read anew after everything that may make the stack grow.
 */
final class Interpreter extends Operations {
  private static final int YIELDED = -1;
  private static final Cell[] NO_CELLS = {};

  Interpreter(LuaThread t) {
    super(t);
  }

  /** Runs a function whose arguments are on the stack; returns the number of its results. */
  int run(Closure c, int at, int args) {
    t.enter(c, at, args, 0).entry = true;
    return execute();
  }

  /**
   * Goes on after a yield, with what stands on the stack from a place on as the results of the call
   * that yielded.
   */
  int resume(int from, int n) {
    Frame f = t.frames[t.depth - 1];
    long call = f.closure.proto.code[f.pc - 1];
    int at = f.base + (((int) call >>> 8) & 0xFFFF);
    t.ensure(at + n + 1);
    System.arraycopy(t.stack, from, t.stack, at, n);
    boolean tail = ((int) call & 0xFF) == Op.TAILCALL;
    spread(at, n, tail ? 0 : (int) (call >>> 44));
    return execute();
  }

  /** Makes as many results of those that there are as are wanted, plus one. */
  private void spread(int at, int n, int wanted) {
    if (wanted == 0) {
      t.openTop = at + n;
    } else {
      for (int i = n; i < wanted - 1; i++) {
        t.stack[at + i] = NIL;
      }
    }
  }

  private int execute() {
    Frame f = t.frames[t.depth - 1];
    int pc = f.pc;
    try {
      while (true) {
        Closure closure = f.closure;
        Proto p = closure.proto;
        long[] code = p.code;
        Object[] k = p.constants;
        int base = f.base;
        pc = f.pc;
        t.top = base + p.maxStack;
        Object[] s = t.stack;
        boolean sameFrame = true;
        while (sameFrame) {
          long i = code[pc++];
          int a = base + (((int) i >>> 8) & 0xFFFF);
          int b = (int) (i >>> 24) & 0xFFFFF;
          int c = (int) (i >>> 44);
          switch ((int) i & 0xFF) {
            case Op.MOVE -> s[a] = s[base + b];
            case Op.LOADK -> s[a] = k[b];
            case Op.LOADNIL -> Arrays.fill(s, a, base + b + 1, NIL);
            case Op.LOADBOOL -> {
              s[a] = b != 0;
              pc += c;
            }
            case Op.GETOUTER -> s[a] = closure.outer[b].value;
            case Op.SETOUTER -> closure.outer[b].value = s[a];
            case Op.NEWCELL -> s[a] = new Cell(s[a]);
            case Op.GETCELL -> s[a] = ((Cell) s[base + b]).value;
            case Op.SETCELL ->
                ((Cell) s[a]).value = (b & Op.CONSTANT) != 0 ? k[b & Op.MAX_BC] : s[base + b];
            case Op.GETGLOBAL -> {
              LuaTable globals = rt.globals();
              Object v = globals.get((LuaString) k[b]);
              if (v == NIL && globals.meta != null) {
                v = index(globals, k[b], p, pc - 1);
                s = t.stack;
              }
              s[a] = v;
            }
            case Op.SETGLOBAL -> {
              setIndex(rt.globals(), k[b], s[a], p, pc - 1);
              s = t.stack;
            }
            case Op.GETFIELD -> {
              Object o = s[base + b];
              Object v = o instanceof LuaTable l ? l.get((LuaString) k[c]) : NIL;
              if (v == NIL) {
                v = index(o, k[c], p, pc - 1);
                s = t.stack;
              }
              s[a] = v;
            }
            case Op.GETTABLE -> {
              Object o = s[base + b];
              Object key = (c & Op.CONSTANT) != 0 ? k[c & Op.MAX_BC] : s[base + c];
              Object v = o instanceof LuaTable l ? l.get(key) : NIL;
              if (v == NIL) {
                v = index(o, key, p, pc - 1);
                s = t.stack;
              }
              s[a] = v;
            }
            case Op.SETTABLE -> {
              Object key = (b & Op.CONSTANT) != 0 ? k[b & Op.MAX_BC] : s[base + b];
              Object v = (c & Op.CONSTANT) != 0 ? k[c & Op.MAX_BC] : s[base + c];
              if (s[a] instanceof LuaTable l && l.meta == null) {
                l.set(key, v);
              } else {
                setIndex(s[a], key, v, p, pc - 1);
                s = t.stack;
              }
            }
            case Op.NEWTABLE -> s[a] = new LuaTable(rt, b, c);
            case Op.SELF -> {
              Object o = s[base + b];
              s[a + 1] = o;
              Object v = o instanceof LuaTable l ? l.get((LuaString) k[c]) : NIL;
              if (v == NIL) {
                v = index(o, k[c], p, pc - 1);
                s = t.stack;
              }
              s[a] = v;
            }
            case Op.SETLIST -> setList(a, base + (((int) code[pc++] >>> 8) & 0xFFFF), b, c);
            case Op.ADD -> {
              Object x = (b & Op.CONSTANT) != 0 ? k[b & Op.MAX_BC] : s[base + b];
              Object y = (c & Op.CONSTANT) != 0 ? k[c & Op.MAX_BC] : s[base + c];
              if (x instanceof Double m && y instanceof Double n) {
                s[a] = m + n;
              } else {
                Object v = arithmetic(Op.ADD, x, y, p, pc - 1);
                s = t.stack;
                s[a] = v;
              }
            }
            case Op.SUB -> {
              Object x = (b & Op.CONSTANT) != 0 ? k[b & Op.MAX_BC] : s[base + b];
              Object y = (c & Op.CONSTANT) != 0 ? k[c & Op.MAX_BC] : s[base + c];
              if (x instanceof Double m && y instanceof Double n) {
                s[a] = m - n;
              } else {
                Object v = arithmetic(Op.SUB, x, y, p, pc - 1);
                s = t.stack;
                s[a] = v;
              }
            }
            case Op.MUL, Op.DIV, Op.MOD, Op.POW -> {
              Object x = (b & Op.CONSTANT) != 0 ? k[b & Op.MAX_BC] : s[base + b];
              Object y = (c & Op.CONSTANT) != 0 ? k[c & Op.MAX_BC] : s[base + c];
              int op = (int) i & 0xFF;
              if (x instanceof Double m && y instanceof Double n) {
                s[a] = compute(op, m, n);
              } else {
                Object v = arithmetic(op, x, y, p, pc - 1);
                s = t.stack;
                s[a] = v;
              }
            }
            case Op.UNM -> {
              Object o = s[base + b];
              if (o instanceof Double d) {
                s[a] = -d;
              } else {
                Object v = arithmetic(Op.UNM, o, o, p, pc - 1);
                s = t.stack;
                s[a] = v;
              }
            }
            case Op.NOT -> s[a] = !truth(s[base + b]);
            case Op.LEN -> {
              Object v = length(s[base + b], p, pc - 1);
              s = t.stack;
              s[a] = v;
            }
            case Op.CONCAT -> {
              Object v = concat(base + b, base + c, p, pc - 1);
              s = t.stack;
              s[a] = v;
            }
            case Op.JMP -> {
              int by = (b << 12) >> 12;
              pc += by;
              if (by < 0 && --rt.fuel < 0) {
                rt.refuel();
              }
            }
            case Op.EQ, Op.LT, Op.LE -> {
              Object x = (b & Op.CONSTANT) != 0 ? k[b & Op.MAX_BC] : s[base + b];
              Object y = (c & Op.CONSTANT) != 0 ? k[c & Op.MAX_BC] : s[base + c];
              if (compare((int) i & 0xFF, x, y) != (a != base)) {
                pc++;
              }
              s = t.stack;
            }
            case Op.TEST -> {
              if (truth(s[a]) != (b != 0)) {
                pc++;
              }
            }
            case Op.CALL -> {
              int args = b == 0 ? t.openTop - a - 1 : b - 1;
              Object callee = s[a];
              if (!(callee instanceof LuaFunction)) {
                args = insertCallable(a, args, p.blame(pc - 1, 0));
                callee = t.stack[a];
              }
              if (callee instanceof Closure called) {
                f.pc = pc;
                f = t.enter(called, a, args, c);
                sameFrame = false;
                if (--rt.fuel < 0) {
                  rt.refuel();
                }
              } else {
                int n = t.callBuiltin((Builtin) callee, a, args);
                if (n < 0) {
                  f.pc = pc;
                  return YIELDED;
                }
                s = t.stack;
                if (c != 2 || n == 0) {
                  spread(a, n, c);
                }
              }
            }
            case Op.TAILCALL -> {
              int args = b == 0 ? t.openTop - a - 1 : b - 1;
              Object callee = s[a];
              if (!(callee instanceof LuaFunction)) {
                args = insertCallable(a, args, p.blame(pc - 1, 0));
                callee = t.stack[a];
              }
              if (callee instanceof Closure called) {
                s = t.stack;
                System.arraycopy(s, a, s, f.result, args + 1);
                t.prepare(f, called, f.result, args);
                f.tail = true;
                sameFrame = false;
                if (--rt.fuel < 0) {
                  rt.refuel();
                }
              } else {
                int n = t.callBuiltin((Builtin) callee, a, args);
                if (n < 0) {
                  f.pc = pc;
                  return YIELDED;
                }
                s = t.stack;
                t.openTop = a + n;
              }
            }
            case Op.RETURN -> {
              int n = b == 0 ? t.openTop - a : b - 1;
              int to = f.result;
              System.arraycopy(s, a, s, to, n);
              t.depth--;
              if (f.entry) {
                return n;
              }
              spread(to, n, f.wanted);
              f = t.frames[t.depth - 1];
              sameFrame = false;
            }
            case Op.FORPREP -> {
              prepareLoop(a);
              pc += (b << 12) >> 12;
            }
            case Op.FORLOOP -> {
              double step = (Double) s[a + 2];
              double x = (Double) s[a] + step;
              double limit = (Double) s[a + 1];
              if (step > 0 ? x <= limit : limit <= x) {
                Object boxed = x;
                s[a] = boxed;
                s[a + 3] = boxed;
                pc += (b << 12) >> 12;
                if (--rt.fuel < 0) {
                  rt.refuel();
                }
              }
            }
            case Op.TFORLOOP -> {
              if (!iterate(a, c)) {
                pc++;
              }
              s = t.stack;
            }
            case Op.CLOSURE -> s[a] = close(p.protos[b], closure, base);
            case Op.VARARG -> {
              vararg(f, a, b);
              s = t.stack;
            }
            default -> throw new IllegalStateException("no such instruction: " + (i & 0xFF));
          }
        }
      }
    } catch (LuaError e) {
      passing(e, f, pc - 1);
      throw e;
    } catch (Runtime.Stopped e) {
      e.passes(f.closure.proto, Math.max(0, pc - 1));
      throw e;
    }
  }

  private void passing(LuaError e, Frame f, int pc) {
    Proto p = f.closure.proto;
    int op = (int) p.code[Math.max(pc, 0)] & 0xFF;
    boolean calling = op == Op.CALL || op == Op.TAILCALL || op == Op.TFORLOOP;
    Proto caller = null;
    int callerPc = 0;
    int below = t.depth - 2;
    if (below >= 0 && t.frames[t.depth - 1] == f) {
      caller = t.frames[below].closure.proto;
      callerPc = t.frames[below].pc - 1;
    }
    e.passes(p, Math.max(pc, 0), calling, f.entry || f.tail, caller, callerPc);
  }

  private boolean compare(int op, Object x, Object y) {
    return switch (op) {
      case Op.EQ -> equal(x, y);
      case Op.LT -> less(x, y);
      default -> lessOrEqual(x, y);
    };
  }

  private void setList(int table, int first, int count, int done) {
    int n = count == 0 ? t.openTop - first : count;
    LuaTable l = (LuaTable) t.stack[table];
    l.growArray(done + n);
    for (int i = n; i > 0; i--) {
      l.set(done + i, t.stack[first + i - 1]);
    }
  }

  private void prepareLoop(int a) {
    Object[] s = t.stack;
    Double from = number(s[a]);
    Double to = number(s[a + 1]);
    Double step = number(s[a + 2]);
    if (from == null) {
      throw LuaError.runtime("'for' initial value must be a number");
    }
    if (to == null) {
      throw LuaError.runtime("'for' limit must be a number");
    }
    if (step == null) {
      throw LuaError.runtime("'for' step must be a number");
    }
    s[a] = from - step;
    s[a + 1] = to;
    s[a + 2] = step;
  }

  /** Calls the iterator of a loop; false if it has come to its end. */
  private boolean iterate(int a, int wanted) {
    t.ensure(a + 3 + Math.max(3, wanted) + 8);
    Object[] s = t.stack;
    s[a + 3] = s[a];
    s[a + 4] = s[a + 1];
    s[a + 5] = s[a + 2];
    int n = s[a] instanceof Builtin b ? plain(b, a + 3) : t.call(a + 3, 2);
    s = t.stack;
    for (int i = n; i < wanted; i++) {
      s[a + 3 + i] = NIL;
    }
    if (--rt.fuel < 0) {
      rt.refuel();
    }
    boolean more = n > 0 && s[a + 3] != NIL;
    if (more) {
      s[a + 2] = s[a + 3];
    }
    return more;
  }

  private int plain(Builtin b, int at) {
    t.nested++; // an iterator cannot yield
    int n = t.callBuiltin(b, at, 2);
    t.nested--;
    return n;
  }

  private Closure close(Proto p, Closure around, int base) {
    int n = p.outer.length;
    rt.charge(32 + 8L * n);
    Cell[] cells = n == 0 ? NO_CELLS : new Cell[n];
    for (int i = 0; i < n; i++) {
      int from = p.outer[i];
      cells[i] = from >= 0 ? (Cell) t.stack[base + from] : around.outer[~from];
    }
    return new Closure(p, cells);
  }

  private void vararg(Frame f, int a, int wanted) {
    Object[] values = f.varargs;
    int n = wanted == 0 ? values.length : wanted - 1;
    t.ensure(a + n + 1);
    Object[] s = t.stack;
    System.arraycopy(values, 0, s, a, Math.min(n, values.length));
    for (int i = values.length; i < n; i++) {
      s[a + i] = NIL;
    }
    if (wanted == 0) {
      t.openTop = a + n;
    }
  }
}
