package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

import io.miniredis.server.lua.Coroutine.Status;

/** Coroutines. */
final class CoroutineLibrary {
  private CoroutineLibrary() {}

  static void open(Runtime rt) {
    Library.named(rt, "coroutine")
        .function("create", t -> t.ret(create(t)))
        .function("resume", CoroutineLibrary::resume)
        .function("running", t -> t.ret(t.coroutine == null ? NIL : t.coroutine))
        .function("status", t -> t.ret(coroutine(t).status.label))
        .function("wrap", CoroutineLibrary::wrap)
        .function("yield", CoroutineLibrary::yield);
  }

  private static Coroutine create(LuaThread t) {
    if (!(t.arg(1) instanceof Closure function)) {
      throw LuaError.argument(1, "Lua function expected");
    }
    t.rt.charge(1000);
    return new Coroutine(t.rt, function);
  }

  private static Coroutine coroutine(LuaThread t) {
    if (t.arg(1) instanceof Coroutine c) {
      return c;
    }
    throw LuaError.argument(1, "coroutine expected");
  }

  private static int resume(LuaThread t) {
    Coroutine c = coroutine(t);
    try {
      int n = resume(t, c, t.place(2), t.count() - 1);
      t.ensure(t.place(n + 1) + 1);
      System.arraycopy(c.thread.stack, c.thread.openTop - n, t.stack, t.place(1), n);
      t.result(0, Boolean.TRUE);
      return n + 1;
    } catch (LuaError e) {
      return t.ret(Boolean.FALSE, e.value());
    }
  }

  private static int wrap(LuaThread t) {
    Coroutine c = create(t);
    return t.ret(
        new Builtin(
            caller -> {
              int n;
              try {
                n = resume(caller, c, caller.place(1), caller.count());
              } catch (LuaError e) {
                throw e.value() instanceof LuaString s ? LuaError.at(1, s) : e;
              }
              caller.ensure(caller.place(n) + 1);
              return caller.ret(results(c, n));
            },
            c));
  }

  private static Object[] results(Coroutine c, int n) {
    Object[] all = new Object[n];
    System.arraycopy(c.thread.stack, c.thread.openTop - n, all, 0, n);
    return all;
  }

  /**
   * Resumes a coroutine with values of the caller's stack; what it yields or returns stands on its
   * own stack before {@code openTop}.
   */
  private static int resume(LuaThread t, Coroutine c, int from, int n) {
    if (c.status != Status.SUSPENDED) {
      throw LuaError.plain("cannot resume " + c.status.label + " coroutine");
    }
    LuaThread own = c.thread;
    boolean first = own.depth == 0;
    int at = first ? 1 : own.top;
    own.ensure(at + n + 1);
    System.arraycopy(t.stack, from, own.stack, at, n);
    Coroutine resumer = t.coroutine;
    if (resumer != null) {
      resumer.status = Status.NORMAL;
    }
    c.status = Status.RUNNING;
    own.resumer = t;
    own.baseNested = t.nested + 1;
    own.nested = own.baseNested;
    if (own.nested >= 200) {
      c.status = Status.SUSPENDED;
      throw LuaError.plain("C stack overflow");
    }
    t.rt.current(own);
    t.rt.memory().closeWindow(); // it is open again when the function has ended that resumes
    boolean done = false;
    try {
      int results =
          first ? own.interpreter.run((Closure) own.stack[0], 0, n) : own.interpreter.resume(at, n);
      done = true;
      return finish(c, own, results);
    } finally {
      if (!done) {
        c.status = Status.DEAD;
      }
      own.resumer = null;
      t.rt.current(t);
      if (resumer != null) {
        resumer.status = Status.RUNNING;
      }
    }
  }

  private static int finish(Coroutine c, LuaThread own, int results) {
    if (results < 0) {
      c.status = Status.SUSPENDED;
      return own.yielded;
    }
    c.status = Status.DEAD;
    own.openTop = results;
    return results;
  }

  private static int yield(LuaThread t) {
    if (!t.isCoroutine || t.nested > t.baseNested) {
      throw LuaError.runtime("attempt to yield across metamethod/C-call boundary");
    }
    t.yielded = t.count();
    t.openTop = t.place(1) + t.count();
    return -1;
  }
}
