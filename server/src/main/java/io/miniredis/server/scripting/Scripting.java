package io.miniredis.server.scripting;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.Runtime;
import org.jspecify.annotations.Nullable;

/**
 * The interpreter that runs all scripts and functions of a server, one at a time: whoever uses it
 * has all shards locked. The two find different globals, and share the limit of memory.
 */
public final class Scripting {
  private static final LuaString KEYS = LuaString.of("KEYS");
  private static final LuaString ARGV = LuaString.of("ARGV");

  private static final long MOST_MEMORY = 512L << 20;
  private static final CommandError NO_SUCH_SCRIPT =
      CommandError.of("NOSCRIPT No matching script. Please use EVAL.");
  private static final CommandError BAD_NUMBER_OF_KEYS =
      CommandError.of("ERR Bad number of keys provided");

  private final Runtime rt;
  private final Runner runner;
  private final Runtime.Environment scripts;
  private final Runtime.Environment functions;
  private final ScriptCache cache;
  private final Libraries libraries;
  private LuaTable keys; // those of the last script
  private LuaTable args;

  private Scripting(Engine engine) {
    rt = new Runtime(Math.min(MOST_MEMORY, java.lang.Runtime.getRuntime().maxMemory() / 4));
    rt.whenCaught(
        value ->
            value instanceof LuaTable t && t.get(ReplyReader.ERR) instanceof LuaString line
                ? line
                : value);
    runner = new Runner(rt, engine);
    openLibraries(engine);
    RedisLibrary.open(rt, runner);
    Globals.protect(rt, new LuaTable(rt));
    functions = rt.environment();
    rt.enterNew();
    openLibraries(engine);
    RedisLibrary.openForScripts(rt, runner);
    keys = new LuaTable(rt);
    args = new LuaTable(rt);
    rt.globals().set(KEYS, keys);
    rt.globals().set(ARGV, args);
    Globals.protect(rt, new LuaTable(rt));
    scripts = rt.environment();
    cache = new ScriptCache(rt);
    libraries = new Libraries(new LibraryLoader(rt, runner, functions, engine.clock()));
    engine.memory().include(() -> cache.bytes() + libraries.heapBytes());
  }

  private void openLibraries(Engine engine) {
    Library.openAll(rt);
    Json.open(rt);
    MessagePackLibrary.open(rt);
    StructLibrary.open(rt);
    BitLibrary.open(rt);
    Library.named(rt, "os").function("clock", t -> t.ret(engine.clock().nanos() / 1e9));
  }

  /** That of a server. */
  public static Scripting of(Engine engine) {
    return engine.part(Scripting.class, Scripting::new);
  }

  /** The functions. */
  public Libraries libraries() {
    return libraries;
  }

  /** Bytes that the values of scripts and functions take; for who has all shards locked. */
  public long valueBytes() {
    return rt.memoryInUse();
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

  /** Bytes of heap that the known scripts take, about. */
  public long scriptBytes() {
    return cache.bytes();
  }

  /** How many scripts were forgotten to make room for others. */
  public long evicted() {
    return cache.evicted();
  }

  /**
   * What the script of a call says of itself; null if that cannot be told. Needs no lock.
   *
   * @param bySha whether argument 1 is a script's SHA-1, and not its text
   */
  public @Nullable ScriptFlags flags(Call call, boolean bySha) {
    if (bySha) {
      return cache.flags(call.arg(1));
    }
    try {
      return ScriptFlags.of(call.arg(1).toString());
    } catch (CommandError e) {
      return null;
    }
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
    int count = keys(call, CommandError.NOT_INTEGER);
    Script script = bySha ? cache.find(call.arg(1)) : cache.evaluated(call.arg(1));
    if (script == null) {
      throw NO_SUCH_SCRIPT;
    }
    Runner.check(script, call, onlyReads);
    int firstArg = 3 + count;
    keys = list(KEYS, keys, call, 3, count);
    args = list(ARGV, args, call, firstArg, call.argc() - firstArg);
    rt.enter(scripts);
    runner.run(script, call, onlyReads, null, null);
  }

  /**
   * Calls the function that argument 1 names with the keys and arguments behind it, and replies
   * with what it returns.
   *
   * @param onlyReads whether it may call no command that writes
   */
  public void call(Call call, boolean onlyReads) {
    LibraryFunction function = libraries.find(call.arg(1));
    if (function == null) {
      throw CommandError.of("ERR Function not found");
    }
    int count = keys(call, BAD_NUMBER_OF_KEYS);
    Runner.check(function, call, onlyReads);
    rt.enter(functions);
    runner.run(
        function,
        call,
        onlyReads,
        list(call, 3, count),
        list(call, 3 + count, call.argc() - 3 - count));
  }

  private static int keys(Call call, CommandError notANumber) {
    long keys = call.longArg(2, notANumber);
    if (keys > call.argc() - 3) {
      throw CommandError.of("ERR Number of keys can't be greater than number of args");
    }
    if (keys < 0) {
      throw CommandError.of("ERR Number of keys can't be negative");
    }
    return (int) keys;
  }

  /** Puts arguments into a global table; that of the last script stays if both are empty. */
  private LuaTable list(LuaString name, LuaTable last, Call call, int from, int n) {
    if (n == 0 && last.isUntouched()) {
      return last;
    }
    LuaTable t = list(call, from, n);
    scripts.globals().setAnyway(name, t);
    return t;
  }

  private LuaTable list(Call call, int from, int n) {
    LuaTable t = new LuaTable(rt, n, 0);
    for (int i = 0; i < n; i++) {
      var arg = call.arg(from + i);
      t.set(i + 1, LuaString.of(arg.array(), arg.offset(), arg.length()));
    }
    return t;
  }
}
