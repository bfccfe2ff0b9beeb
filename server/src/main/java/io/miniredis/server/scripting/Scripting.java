package io.miniredis.server.scripting;

import io.miniredis.server.engine.Busy;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.InnerCalls;
import io.miniredis.server.engine.Session;
import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * The interpreter that runs all scripts of a server, one at a time: whoever uses it has all shards
 * locked.
 */
public final class Scripting {
  private static final LuaString KEYS = LuaString.of("KEYS");
  private static final LuaString ARGV = LuaString.of("ARGV");

  private static final long MOST_MEMORY = 512L << 20;
  private static final int WRITES_A_LOOK = 200; // at how full the heap is
  private static final CommandError NO_SUCH_SCRIPT =
      CommandError.of("NOSCRIPT No matching script. Please use EVAL.");

  private final Runtime rt;
  private final ScriptCache cache;
  private final Patience patience;
  private final ReplyConverter converter = new ReplyConverter();
  private LuaTable keys; // those of the last script
  private LuaTable args;

  // of the script that runs
  private @Nullable Call call;
  private @Nullable InnerCalls calls;
  private boolean readOnly;
  private boolean lacksMemory;
  private boolean wrote;
  private int writes;
  private boolean fillsHeap;

  private Scripting(Engine engine) {
    rt = new Runtime(Math.min(MOST_MEMORY, java.lang.Runtime.getRuntime().maxMemory() / 4));
    Library.openAll(rt);
    RedisLibrary.open(rt, this);
    Json.open(rt);
    MessagePackLibrary.open(rt);
    StructLibrary.open(rt);
    BitLibrary.open(rt);
    Library.named(rt, "os").function("clock", t -> t.ret(engine.clock().nanos() / 1e9));
    rt.whenCaught(
        value ->
            value instanceof LuaTable t && t.get(ReplyReader.ERR) instanceof LuaString line
                ? line
                : value);
    keys = new LuaTable(rt);
    args = new LuaTable(rt);
    rt.globals().set(KEYS, keys);
    rt.globals().set(ARGV, args);
    LuaTable strict = new LuaTable(rt);
    Globals.protect(rt, strict);
    cache = new ScriptCache(rt);
    patience = new Patience(engine);
  }

  /** That of a server. */
  public static Scripting of(Engine engine) {
    return engine.part(Scripting.class, Scripting::new);
  }

  // ---- the cache

  /** Loads the script that an argument holds; returns its SHA-1. */
  public String load(Call call, int arg) {
    return cache.load(call.arg(arg));
  }

  /** Whether the script of a SHA-1 is known. */
  public boolean has(Call call, int arg) {
    return cache.has(call.arg(arg));
  }

  /** Forgets all scripts. */
  public void flush() {
    cache.clear();
  }

  /** The number of known scripts. */
  public int scripts() {
    return cache.size();
  }

  /** Bytes that the texts of known scripts take. */
  public long scriptBytes() {
    return cache.bytes();
  }

  /** How many scripts were forgotten to make room for others. */
  public long evicted() {
    return cache.evicted();
  }

  // ---- running

  /**
   * Runs a script with the keys and arguments behind it, and replies with what it returns.
   *
   * @param bySha whether argument 1 is a script's SHA-1, and not its text
   * @param onlyReads whether it may call no command that writes
   */
  public void eval(Call call, boolean bySha, boolean onlyReads) {
    if (bySha && !ScriptCache.isSha(call.arg(1))) {
      throw NO_SUCH_SCRIPT;
    }
    long count = call.longArg(2);
    if (count > call.argc() - 3) {
      throw CommandError.of("ERR Number of keys can't be greater than number of args");
    }
    if (count < 0) {
      throw CommandError.of("ERR Number of keys can't be negative");
    }
    Script script = bySha ? cache.find(call.arg(1)) : cache.evaluated(call.arg(1));
    if (script == null) {
      throw NO_SUCH_SCRIPT;
    }
    ScriptFlags flags = script.flags;
    if (call.lacksMemory() && flags.declared() && !flags.allowOom() && !flags.noWrites()) {
      throw CommandError.of(
          "OOM allow-oom flag is not set on the script, can not run it when used memory >"
              + " 'maxmemory'");
    }
    int firstArg = 3 + (int) count;
    keys = list(KEYS, keys, call, 3, (int) count);
    args = list(ARGV, args, call, firstArg, call.argc() - firstArg);
    readOnly = onlyReads || flags.noWrites();
    lacksMemory = call.lacksMemory() && !flags.allowOom();
    run(script, call);
  }

  /** Puts arguments into a global table; that of the last script stays if both are empty. */
  private LuaTable list(LuaString name, LuaTable last, Call call, int from, int n) {
    if (n == 0 && last.isUntouched()) {
      return last;
    }
    LuaTable t = new LuaTable(rt, n, 0);
    for (int i = 0; i < n; i++) {
      var arg = call.arg(from + i);
      t.set(i + 1, LuaString.of(arg.array(), arg.offset(), arg.length()));
    }
    rt.globals().setAnyway(name, t);
    return t;
  }

  private void run(Script script, Call call) {
    Session session = call.session();
    int database = session.database();
    int protocol = session.protocol();
    this.call = call;
    calls = call.innerCalls();
    wrote = false;
    writes = 0;
    fillsHeap = false;
    Busy busy = call.engine().busy();
    patience.begin(call);
    rt.watch(patience);
    busy.begin();
    session.protocol(2);
    LuaThread thread = rt.begin();
    boolean resp3 = false;
    Object value;
    try {
      value = thread.call(script.function);
      resp3 = session.protocol() == 3;
    } catch (LuaError e) {
      throw failure(e, script);
    } catch (Runtime.Stopped e) {
      throw CommandError.of(e.getMessage() + suffix(script, e.source(), e.line()));
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

  private static CommandError failure(LuaError e, Script script) {
    Object value = e.value();
    boolean counted = false;
    String line;
    if (value instanceof LuaTable t) {
      counted = t.get(RedisLibrary.COUNTED) == Boolean.TRUE;
      line = t.get(ReplyReader.ERR) instanceof LuaString s ? s.toString() : "ERR unknown error";
    } else {
      line = "ERR " + Globals.text(value);
    }
    String source = e.source();
    if (source != null) {
      line += suffix(script, source, e.line());
    }
    return counted ? CommandError.passedOn(line) : CommandError.of(line);
  }

  private static String suffix(Script script, String source, int line) {
    return " script: " + script.sha + ", on " + source + ":" + line + ".";
  }

  // ---- for the script that runs

  InnerCalls calls() {
    InnerCalls c = calls;
    if (c == null) {
      throw new IllegalStateException("no script runs");
    }
    return c;
  }

  /** Runs a command for the script. */
  void run(CommandTable.Row row) {
    Call c = call;
    if (c == null) {
      throw new IllegalStateException("no script runs");
    }
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
    Call c = call;
    if (c == null) {
      throw new IllegalStateException("no script runs");
    }
    return c.session();
  }

  boolean isReadOnly() {
    return readOnly;
  }

  boolean lacksMemory() {
    return lacksMemory && !wrote;
  }

  /** Whether the heap can hold no more of what the script writes. */
  boolean fillsHeap() {
    return fillsHeap;
  }

  /** Chooses the protocol in which the script reads replies. */
  void protocol(int version) {
    Call c = call;
    if (c != null) {
      c.session().protocol(version);
    }
  }
}
