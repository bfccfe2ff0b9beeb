package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread of execution of the interpreter, main or a coroutine's: a stack of values, a stack of
 * frames, and what a builtin function sees of its call. No thread of Java belongs to it: frames of
 * the program take no room on Java's stack, so a coroutine is suspended by leaving its frames as
 * they are.
 *
 * <p>A function's arguments stand on the stack behind it. Its results replace the function and
 * those arguments.
 */
public final class LuaThread {
  static final int MAX_FRAMES = 20_000;
  private static final int SMALL_STACK = 64;
  private static final int KEPT_STACK = 4096;
  private static final int KEPT_FRAMES = 256;
  private static final int MAX_NESTED = 200; // calls from Java back into the program
  static final int MAX_PUSHED = 8000; // values that a builtin function may put on the stack

  final Runtime rt;
  final Interpreter interpreter;
  final boolean isCoroutine;
  @Nullable Coroutine coroutine;
  @Nullable LuaThread resumer;
  Object[] stack = new Object[SMALL_STACK];
  Frame[] frames = new Frame[8];
  int depth; // frames in use
  int nested; // how deep Java and the program call each other, the resumers' calls counted
  int baseNested; // what nested was when the coroutine was resumed
  int top; // what Java calls may use the stack from here on
  int yielded; // how many values its last yield handed out
  int openTop; // behind the values of a list whose length is known only now
  private int used; // nothing was written to the stack from here on
  private int function; // where the running builtin function stands
  private int count; // of its arguments

  LuaThread(Runtime rt, boolean isCoroutine) {
    this.rt = rt;
    this.isCoroutine = isCoroutine;
    this.interpreter = new Interpreter(this);
  }

  public Runtime runtime() {
    return rt;
  }

  // ---- the stacks

  /** Makes sure that there is room below a place, which may be written to from now on. */
  void ensure(int size) {
    if (size > used) {
      use(size);
    }
  }

  private void use(int size) {
    if (size > stack.length) {
      int n = Math.max(size, 2 * stack.length);
      rt.charge(8L * n);
      stack = Arrays.copyOf(stack, n);
    }
    used = size;
  }

  /** Begins a call of a program's function, of which the arguments are on the stack. */
  Frame enter(Closure c, int at, int args, int wanted) {
    if (depth >= MAX_FRAMES) {
      throw LuaError.of("stack overflow");
    }
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, 2 * depth);
    }
    Frame f = frames[depth];
    if (f == null) {
      f = new Frame(c);
      frames[depth] = f;
    }
    depth++;
    f.entry = false;
    f.tail = false;
    f.result = at;
    f.wanted = wanted;
    prepare(f, c, at, args);
    return f;
  }

  /** Points a frame at a function whose arguments are on the stack. */
  void prepare(Frame f, Closure c, int at, int args) {
    Proto p = c.proto;
    int base = at + 1;
    ensure(base + p.maxStack + 1);
    f.closure = c;
    f.base = base;
    f.pc = 0;
    int params = p.params;
    if (p.isVararg) {
      if (args > params) {
        f.varargs = Arrays.copyOfRange(stack, base + params, base + args);
        rt.charge(8L * (args - params));
      } else {
        f.noVarargs();
      }
      if (p.hasArg) {
        stack[base + params] = p.needsArg ? argTable(f.varargs) : NIL;
      }
    }
    for (int i = args; i < params; i++) {
      stack[base + i] = NIL;
    }
  }

  private LuaTable argTable(Object[] varargs) {
    LuaTable t = new LuaTable(rt, varargs.length, 1);
    for (int i = 0; i < varargs.length; i++) {
      t.set(i + 1, varargs[i]);
    }
    t.set(Metamethods.N, (double) varargs.length);
    return t;
  }

  /** Puts the function of a coroutine where its first resume finds it. */
  void begin(LuaFunction f) {
    ensure(1);
    stack[0] = f;
    top = 1;
  }

  /** Forgets everything: for the next program. */
  public void reset() {
    if (stack.length > KEPT_STACK) {
      stack = new Object[SMALL_STACK];
    } else {
      Arrays.fill(stack, 0, used, null);
    }
    used = 0;
    if (frames.length > KEPT_FRAMES) {
      frames = new Frame[8];
    }
    for (int i = 0; i < frames.length && frames[i] != null; i++) {
      frames[i].noVarargs();
    }
    depth = 0;
    nested = 0;
    top = 0;
    function = 0;
    count = 0;
  }

  /** Shows all values that it holds; returns the bytes that it takes itself. */
  long showTo(Consumer<Object> visitor) {
    for (Object o : stack) {
      visitor.accept(o);
    }
    for (int i = 0; i < depth; i++) {
      for (Object o : frames[i].varargs) {
        visitor.accept(o);
      }
      visitor.accept(frames[i].closure);
    }
    return 200 + 8L * stack.length + 64L * depth;
  }

  // ---- calls from Java

  /**
   * Calls a value that stands on the stack with its arguments behind it.
   *
   * @return the number of results, which stand from the same place on
   */
  int call(int at, int given) {
    if (++nested >= MAX_NESTED) {
      nested--;
      throw LuaError.runtime("C stack overflow");
    }
    int args = given;
    if (!(stack[at] instanceof LuaFunction)) {
      args = interpreter.insertCallable(at, args, null);
    }
    int oldTop = top;
    int n;
    if (stack[at] instanceof Builtin b) {
      n = callBuiltin(b, at, args);
    } else {
      long window = rt.memory().closeWindow();
      n = interpreter.run((Closure) stack[at], at, args);
      rt.memory().window(window);
    }
    top = oldTop;
    nested--;
    return n;
  }

  /** Calls a builtin function; -1 if it yields. */
  int callBuiltin(Builtin b, int at, int args) {
    int oldFunction = function;
    int oldCount = count;
    int oldTop = top;
    function = at;
    count = args;
    top = at + 1 + args;
    ensure(top + 8);
    long window = rt.memory().openWindow();
    int n = b.body.run(this);
    rt.memory().window(window);
    function = oldFunction;
    count = oldCount;
    top = oldTop;
    return n;
  }

  /** Calls a function without arguments and returns its first result. */
  public Object call(LuaFunction f) {
    int at = top;
    ensure(at + 8);
    stack[at] = f;
    return call(at, 0) > 0 ? stack[at] : NIL;
  }

  /** Calls a function and returns its first result. */
  public Object call(Object f, Object... args) {
    int at = top;
    ensure(at + args.length + 8);
    stack[at] = f;
    System.arraycopy(args, 0, stack, at + 1, args.length);
    int n = call(at, args.length);
    return n > 0 ? stack[at] : NIL;
  }

  /** What is to be put back when an error was caught. */
  record Mark(int depth, int nested, int top, int function, int count) {}

  Mark mark() {
    return new Mark(depth, nested, top, function, count);
  }

  void backTo(Mark m) {
    depth = m.depth;
    nested = m.nested;
    top = m.top;
    function = m.function;
    count = m.count;
  }

  // ---- what a builtin function sees

  /** The number of arguments. */
  public int count() {
    return count;
  }

  /** The index on the stack of an argument, the first being 1. */
  int place(int arg) {
    return function + arg;
  }

  /** An argument, the first being 1; nil if there is none. */
  public Object arg(int i) {
    return i <= count ? stack[function + i] : NIL;
  }

  public boolean has(int i) {
    return i <= count;
  }

  /** Hands back no result. */
  public int ret() {
    return 0;
  }

  /** Hands back one result. */
  public int ret(Object value) {
    stack[function] = value;
    return 1;
  }

  public int ret(Object a, Object b) {
    stack[function] = a;
    stack[function + 1] = b;
    return 2;
  }

  public int ret(Object a, Object b, Object c) {
    stack[function] = a;
    stack[function + 1] = b;
    stack[function + 2] = c;
    return 3;
  }

  /** Hands back several results. */
  public int ret(Object[] values) {
    ensure(function + values.length + 1);
    System.arraycopy(values, 0, stack, function, values.length);
    return values.length;
  }

  /** Makes room for so many results, or fails with a text. */
  void room(int results, String text) {
    if (results + count > MAX_PUSHED) {
      throw LuaError.of(text);
    }
    ensure(function + results + 1);
  }

  /** Hands back results that stand on the stack from a place on. */
  int retFrom(int place, int n) {
    System.arraycopy(stack, place, stack, function, n);
    return n;
  }

  /** Sets a result, the first being 0. */
  void result(int i, Object value) {
    stack[function + i] = value;
  }

  // ---- arguments of a type

  /** Fails because of an argument's type. */
  public LuaError wrongType(int i, String expected) {
    String got = has(i) ? Runtime.type(arg(i)) : "no value";
    return LuaError.argument(i, expected + " expected, got " + got);
  }

  public Object any(int i) {
    if (!has(i)) {
      throw LuaError.argument(i, "value expected");
    }
    return arg(i);
  }

  public LuaTable table(int i) {
    if (arg(i) instanceof LuaTable t) {
      return t;
    }
    throw wrongType(i, "table");
  }

  public LuaFunction function(int i) {
    if (arg(i) instanceof LuaFunction f) {
      return f;
    }
    throw wrongType(i, "function");
  }

  public double number(int i) {
    Object o = arg(i);
    if (o instanceof Double d) {
      return d;
    }
    if (o instanceof LuaString s && LuaNumbers.isNumber(s.bytes)) {
      return LuaNumbers.parse(s.bytes);
    }
    throw wrongType(i, "number");
  }

  /** A number as C makes a whole one of it: cut, and the smallest of all if it has no place. */
  public long integer(int i) {
    return LuaNumbers.toLong(number(i));
  }

  public int integer32(int i) {
    return (int) integer(i);
  }

  public long integer(int i, long otherwise) {
    return arg(i) == NIL ? otherwise : integer(i);
  }

  public LuaString string(int i) {
    Object o = arg(i);
    if (o instanceof LuaString s) {
      return s;
    }
    if (o instanceof Double d) {
      return LuaNumbers.text(d);
    }
    throw wrongType(i, "string");
  }
}
