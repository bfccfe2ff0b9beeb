package io.miniredis.server.scripting;

import static io.miniredis.server.lua.Nil.NIL;

import io.miniredis.server.engine.Clock;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaFunction;
import io.miniredis.server.lua.LuaNumbers;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a library of its text: runs it once, so that it registers its functions. While it runs it
 * finds nothing but {@code redis.register_function} and what writes to the log, and it must end
 * soon.
 */
final class LibraryLoader {
  private static final String SOURCE = "@user_function";
  private static final long LONGEST_NANOS = 500_000_000;
  private static final int STEPS = 10_000;
  private static final int COMPILED_BYTES = 20; // of heap that compiling takes for a byte of text
  private static final int OWN_BYTES = 300;

  private final Runtime rt;
  private final Runtime.Environment loading;
  private final Clock clock;
  private @Nullable Map<String, LibraryFunction> registered; // by the library that is loaded

  /**
   * @param running what functions find when they are called
   */
  LibraryLoader(Runtime rt, Runner runner, Runtime.Environment running, Clock clock) {
    this.rt = rt;
    this.clock = clock;
    rt.enterNew();
    LuaTable redis =
        RedisLibrary.openForLoading(rt, runner)
            .function("register_function", this::register)
            .table();
    redis.metatable(Globals.protect(rt, new LuaTable(rt)));
    loading = new Runtime.Environment(rt.globals(), running.strings());
  }

  /**
   * Makes a library; its functions are held by the interpreter until {@link #forget}.
   *
   * @param header the first line of {@code code}
   * @param limited whether it must end soon
   * @throws CommandError if it is no Lua, fails, or registers nothing
   */
  FunctionLibrary load(LibraryHeader header, LuaString code, boolean limited) {
    Map<String, LibraryFunction> functions = new LinkedHashMap<>();
    boolean done = false;
    try {
      LuaFunction main = compile(header, code);
      registered = functions;
      run(main, limited);
      if (functions.isEmpty()) {
        throw CommandError.of("ERR No functions registered");
      }
      long bytes = OWN_BYTES + code.length() + Runtime.codeBytes(main);
      for (LibraryFunction function : functions.values()) {
        bytes += function.heapBytes();
      }
      done = true;
      return new FunctionLibrary(
          header.name(), code, Collections.unmodifiableMap(functions), bytes);
    } finally {
      registered = null;
      if (!done) {
        forget(functions);
      }
    }
  }

  /** Does not hold the functions of a library any more. */
  void forget(FunctionLibrary library) {
    forget(library.byName());
  }

  private void forget(Map<String, LibraryFunction> functions) {
    functions.values().forEach(function -> rt.drop(function.function));
  }

  private LuaFunction compile(LibraryHeader header, LuaString code) {
    try {
      rt.account((long) COMPILED_BYTES * code.length());
      int first = header.length();
      return rt.load(LuaString.of(code.bytes(), first, code.length() - first), SOURCE);
    } catch (LuaError e) {
      throw CommandError.of("ERR Error compiling function: " + e.value());
    }
  }

  private void run(LuaFunction main, boolean limited) {
    long end = clock.nanos() + LONGEST_NANOS;
    rt.watch(
        () -> {
          if (limited && clock.nanos() - end > 0) {
            throw new Runtime.Stopped("ERR FUNCTION LOAD timeout");
          }
          return STEPS;
        });
    rt.enter(loading);
    LuaThread thread = rt.begin();
    try {
      thread.call(main);
    } catch (LuaError e) {
      throw failed(Runner.line(e));
    } catch (Runtime.Stopped e) {
      throw failed(e.getMessage());
    } finally {
      thread.reset();
      rt.unwatch();
    }
  }

  private static CommandError failed(@Nullable String why) {
    return CommandError.of("ERR Error registering functions: " + why);
  }

  // ---- redis.register_function

  private int register(LuaThread t) {
    Map<String, LibraryFunction> functions = registered;
    if (functions == null) {
      throw raise("redis.register_function can only be called on FUNCTION LOAD command");
    }
    if (t.count() < 1 || t.count() > 2) {
      throw raise("wrong number of arguments to redis.register_function");
    }
    LibraryFunction function = t.count() == 1 ? named(t.arg(1)) : positional(t.arg(1), t.arg(2));
    if (!LibraryHeader.isName(function.name)) {
      throw raise(LibraryHeader.WRONG_NAME);
    }
    // names that differ in case alone cannot be told apart by FCALL
    if (functions.putIfAbsent(function.name.toLowerCase(Locale.ROOT), function) != null) {
      throw raise("Function already exists in the library");
    }
    rt.keep(function.function);
    return t.ret();
  }

  private LibraryFunction positional(Object name, Object callback) {
    String text = text(name, "first argument to redis.register_function must be a string");
    if (!(callback instanceof LuaFunction f)) {
      throw raise("second argument to redis.register_function must be a function");
    }
    return new LibraryFunction(text, f, new ScriptFlags(true, 0), null);
  }

  private LibraryFunction named(Object arguments) {
    if (!(arguments instanceof LuaTable table)) {
      throw raise(
          "calling redis.register_function with a single argument is only applicable to Lua table"
              + " (representing named arguments).");
    }
    String name = null;
    String description = null;
    LuaFunction callback = null;
    int flags = 0;
    for (Map.Entry<String, Object> argument : arguments(table).entrySet()) {
      Object value = argument.getValue();
      switch (argument.getKey()) {
        case "function_name" ->
            name =
                text(
                    value,
                    "function_name argument given to redis.register_function must be a string");
        case "description" ->
            description =
                text(
                    value,
                    "description argument given to redis.register_function must be a string");
        case "callback" -> callback = function(value);
        case "flags" -> flags = flags(value);
        default -> throw raise("unknown argument given to redis.register_function");
      }
    }
    if (name == null) {
      throw raise("redis.register_function must get a function name argument");
    }
    if (callback == null) {
      throw raise("redis.register_function must get a callback argument");
    }
    return new LibraryFunction(
        name,
        callback,
        new ScriptFlags(true, flags),
        description == null ? null : LuaString.of(description));
  }

  private Map<String, Object> arguments(LuaTable table) {
    Map<String, Object> all = new LinkedHashMap<>();
    table.forEach(
        (key, value) ->
            all.put(
                text(key, "named argument key given to redis.register_function is not a string")
                    .toLowerCase(Locale.ROOT),
                value));
    return all;
  }

  private LuaFunction function(Object value) {
    if (value instanceof LuaFunction f) {
      return f;
    }
    throw raise("callback argument given to redis.register_function must be a function");
  }

  private int flags(Object value) {
    if (!(value instanceof LuaTable names)) {
      throw raise(
          "flags argument to redis.register_function must be a table representing function flags");
    }
    int bits = 0;
    for (int i = 1; names.get(i) != NIL; i++) {
      ScriptFlag flag =
          names.get(i) instanceof LuaString s
              ? ScriptFlag.named(s.toString().toLowerCase(Locale.ROOT))
              : null;
      if (flag == null) {
        throw raise("unknown flag given");
      }
      bits |= flag.bit();
    }
    return bits;
  }

  private String text(Object value, String otherwise) {
    return switch (value) {
      case LuaString s -> s.toString();
      case Double d -> LuaNumbers.text(d).toString();
      default -> throw raise(otherwise);
    };
  }

  private LuaError raise(String text) {
    LuaTable t = new LuaTable(rt);
    t.set(ReplyReader.ERR, LuaString.of("ERR " + text));
    return LuaError.of(t);
  }
}
