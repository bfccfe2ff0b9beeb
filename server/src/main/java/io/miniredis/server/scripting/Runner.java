package io.miniredis.server.scripting;

import io.miniredis.server.engine.Busy;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.InnerCalls;
import io.miniredis.server.engine.Session;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;
import org.jspecify.annotations.Nullable;

/** Runs programs, one at a time, on behalf of the commands that call them. */
final class Runner {
  private static final int WRITES_A_LOOK = 200; // at how full the heap is
  private static final CommandError WRITES =
      CommandError.of("ERR Can not execute a script with write flag using *_ro command.");
  private static final CommandError NEEDS_MEMORY =
      CommandError.of(
          "OOM allow-oom flag is not set on the script, can not run it when used memory >"
              + " 'maxmemory'");

  private final Runtime rt;
  private final Patience patience;
  private final ReplyConverter converter = new ReplyConverter();

  // of the program that runs
  private @Nullable Call call;
  private @Nullable InnerCalls calls;
  private boolean readOnly;
  private boolean lacksMemory;
  private boolean wrote;
  private int writes;
  private boolean fillsHeap;

  Runner(Runtime rt, Engine engine) {
    this.rt = rt;
    patience = new Patience(engine);
  }

  /**
   * Refuses a program that says that it does what this call of it must not do.
   *
   * @param onlyReads whether it may call no command that writes
   */
  static void check(Program program, Call call, boolean onlyReads) {
    ScriptFlags flags = program.flags;
    if (flags.declared() && flags.mayWrite() && onlyReads) {
      throw WRITES;
    }
    if (flags.needsMemory() && call.lacksMemory()) {
      throw NEEDS_MEMORY;
    }
  }

  /**
   * Runs a program among the globals of now, and replies with what it returns.
   *
   * @param onlyReads whether it may call no command that writes
   * @param keys what it is given, with {@code args}; nothing if it is null
   */
  void run(
      Program program,
      Call call,
      boolean onlyReads,
      @Nullable LuaTable keys,
      @Nullable LuaTable args) {
    Session session = call.session();
    int database = session.database();
    int protocol = session.protocol();
    this.call = call;
    calls = call.innerCalls();
    wrote = false;
    writes = 0;
    fillsHeap = false;
    readOnly = onlyReads || !program.flags.mayWrite();
    lacksMemory = !program.flags.has(ScriptFlag.ALLOW_OOM) && call.lacksMemory();
    Busy busy = call.engine().busy();
    patience.begin(call, program);
    rt.watch(patience);
    busy.begin(program.kind);
    session.protocol(2);
    LuaThread thread = rt.begin();
    boolean resp3 = false;
    Object value;
    try {
      value =
          keys == null || args == null
              ? thread.call(program.function)
              : thread.call(program.function, keys, args);
      resp3 = session.protocol() == 3;
    } catch (LuaError e) {
      throw failure(e, program);
    } catch (Runtime.Stopped e) {
      throw CommandError.of(e.getMessage() + suffix(program, e.source(), e.line()));
    } finally {
      session.database(database);
      session.protocol(protocol);
      busy.end();
      thread.reset();
      patience.end();
      rt.unwatch();
      this.call = null;
    }
    converter.write(call.reply(), resp3, value);
  }

  private static CommandError failure(LuaError e, Program program) {
    String line = line(e);
    String source = e.source();
    if (source != null) {
      line += suffix(program, source, e.line());
    }
    boolean counted =
        e.value() instanceof LuaTable t && t.get(RedisLibrary.COUNTED) == Boolean.TRUE;
    return counted ? CommandError.passedOn(line) : CommandError.of(line);
  }

  /** What an error tells, with its code in front. */
  static String line(LuaError e) {
    Object value = e.value();
    if (value instanceof LuaTable t) {
      return t.get(ReplyReader.ERR) instanceof LuaString s ? s.toString() : "ERR unknown error";
    }
    return "ERR " + Globals.text(value);
  }

  private static String suffix(Program program, String source, int line) {
    return " script: " + program.name + ", on " + source + ":" + line + ".";
  }

  // ---- for the program that runs

  InnerCalls calls() {
    InnerCalls c = calls;
    if (c == null) {
      throw new IllegalStateException("no script runs");
    }
    return c;
  }

  /** Runs a command for the program. */
  void run(CommandTable.Row row) {
    Call c = running();
    if (row.spec().is(Flag.WRITE)) {
      wrote = true;
      c.engine().busy().wrote();
      if (++writes % WRITES_A_LOOK == 0) {
        fillsHeap = c.engine().memory().fillsHeap();
      }
    }
    calls().run(row, c.session(), c.now());
  }

  Session session() {
    return running().session();
  }

  private Call running() {
    Call c = call;
    if (c == null) {
      throw new IllegalStateException("no script runs");
    }
    return c;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  boolean lacksMemory() {
    return lacksMemory && !wrote;
  }

  /** Whether the heap can hold no more of what the program writes. */
  boolean fillsHeap() {
    return fillsHeap;
  }

  /** Chooses the protocol in which the program reads replies. */
  void protocol(int version) {
    Call c = call;
    if (c != null) {
      c.session().protocol(version);
    }
  }
}
