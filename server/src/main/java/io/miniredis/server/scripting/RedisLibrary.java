package io.miniredis.server.scripting;

import io.miniredis.server.acl.Denial;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.InnerCalls;
import io.miniredis.server.engine.RedisVersion;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaNumbers;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What scripts find under the name {@code redis}. */
final class RedisLibrary {
  /** A field of errors that were counted where they came from. */
  static final LuaString COUNTED = LuaString.of("ignore_error_stats_update");

  private static final Logger LOG = LoggerFactory.getLogger("io.miniredis.script");
  private static final String NO_COMMAND =
      "ERR Please specify at least one argument for this redis lib call";
  private static final String WRONG_TYPE =
      "ERR Lua redis lib command arguments must be strings or integers";
  private static final String OUT_OF_MEMORY =
      "OOM command not allowed when used memory > 'maxmemory'.";
  private static final int REPL_ALL = 3;
  private static final int WARNING = 3;

  private final Runtime rt;
  private final Runner runner;
  private final ReplyReader reader;

  private RedisLibrary(Runtime rt, Runner runner) {
    this.rt = rt;
    this.runner = runner;
    this.reader = new ReplyReader(rt);
  }

  /** Opens it for scripts. */
  static void openForScripts(Runtime rt, Runner runner) {
    open(rt, runner)
        .function("replicate_commands", t -> t.ret(Boolean.TRUE))
        .function("breakpoint", t -> t.ret(Boolean.FALSE))
        .function("debug", t -> t.ret());
  }

  /** Opens what code finds of it while its functions are registered. */
  static Library openForLoading(Runtime rt, Runner runner) {
    return log(Library.named(rt, "redis"), new RedisLibrary(rt, runner));
  }

  /** Opens it for functions. */
  static Library open(Runtime rt, Runner runner) {
    RedisLibrary r = new RedisLibrary(rt, runner);
    return log(Library.named(rt, "redis"), r)
        .function("call", t -> r.call(t, true))
        .function("pcall", t -> r.call(t, false))
        .function("error_reply", t -> r.reply(t, true))
        .function("status_reply", t -> r.reply(t, false))
        .function("sha1hex", r::sha1)
        .function("setresp", r::setResp)
        .function("set_repl", r::setReplication)
        .function("acl_check_cmd", r::checkCommand)
        .value("REPL_NONE", 0.0)
        .value("REPL_AOF", 1.0)
        .value("REPL_SLAVE", 2.0)
        .value("REPL_REPLICA", 2.0)
        .value("REPL_ALL", 3.0);
  }

  private static Library log(Library library, RedisLibrary r) {
    int number = 0;
    for (String part : RedisVersion.TEXT.split("\\.")) {
      number = number << 8 | Integer.parseInt(part);
    }
    return library
        .function("log", r::log)
        .value("REDIS_VERSION", LuaString.of(RedisVersion.TEXT))
        .value("REDIS_VERSION_NUM", (double) number)
        .value("LOG_DEBUG", 0.0)
        .value("LOG_VERBOSE", 1.0)
        .value("LOG_NOTICE", 2.0)
        .value("LOG_WARNING", 3.0);
  }

  // ---- errors

  /** An error of this library, for {@code error} to raise. */
  private LuaTable error(String line) {
    return error(LuaString.of(line));
  }

  private LuaTable error(LuaString line) {
    LuaTable t = new LuaTable(rt);
    t.set(ReplyReader.ERR, line);
    return t;
  }

  private LuaError raise(String line) {
    return LuaError.of(error(line));
  }

  // ---- commands

  private int call(LuaThread t, boolean raises) {
    InnerCalls calls = runner.calls();
    String refused = load(t, calls);
    CommandTable.Row row = null;
    if (refused.isEmpty()) {
      row = calls.find();
      refused = row == null ? "ERR Unknown Redis command called from script" : refusal(row, calls);
    }
    if (row == null || !refused.isEmpty()) {
      return failed(t, LuaString.of(refused), raises, true);
    }
    runner.run(row);
    if (reader.begin(calls.reply())) {
      return failed(t, reader.errorLine(), raises, true);
    }
    Object value = reader.read();
    reader.end();
    return t.ret(value);
  }

  private int failed(LuaThread t, LuaString line, boolean raises, boolean counted) {
    LuaTable e = error(line);
    if (counted) {
      e.set(COUNTED, Boolean.TRUE);
    }
    if (raises) {
      throw LuaError.of(e);
    }
    return t.ret(e);
  }

  /** Takes the arguments; what is wrong with them, or nothing. */
  private static String load(LuaThread t, InnerCalls calls) {
    if (t.count() == 0) {
      return NO_COMMAND;
    }
    calls.begin();
    for (int i = 1; i <= t.count(); i++) {
      Object o = t.arg(i);
      if (o instanceof LuaString s) {
        calls.add(s.bytes());
        t.runtime().work(s.length() / 256); // it is copied
      } else if (o instanceof Double d) {
        calls.add(LuaNumbers.argument(d).bytes());
      } else {
        return WRONG_TYPE;
      }
    }
    return "";
  }

  /** Why a command must not run here; empty if it may. */
  private String refusal(CommandTable.Row row, InnerCalls calls) {
    Spec spec = row.spec();
    if (!spec.acceptsCount(calls.count())) {
      return "ERR Wrong number of args calling Redis command from script";
    }
    if (spec.is(Flag.NOSCRIPT)) {
      return "ERR This Redis command is not allowed from script";
    }
    Denial denial = calls.denial(row, runner.session());
    if (denial != null) {
      return "ERR ACL failure in script: " + denial.tell(runner.session().user(), spec.fullName());
    }
    if ((spec.is(Flag.WRITE) || spec.is(Flag.MAY_REPLICATE)) && runner.isReadOnly()) {
      return "ERR Write commands are not allowed from read-only scripts.";
    }
    if (spec.is(Flag.DENYOOM) && (runner.lacksMemory() || runner.fillsHeap())) {
      return runner.fillsHeap() ? CommandError.OUT_OF_HEAP.line() : OUT_OF_MEMORY;
    }
    return "";
  }

  private int checkCommand(LuaThread t) {
    InnerCalls calls = runner.calls();
    String refused = load(t, calls);
    if (!refused.isEmpty()) {
      throw raise(refused);
    }
    CommandTable.Row row = calls.find();
    if (row == null) {
      throw raise("ERR Invalid command passed to redis.acl_check_cmd()");
    }
    return t.ret((Object) calls.isAllowed(row, runner.session()));
  }

  // ---- replies

  private int reply(LuaThread t, boolean isError) {
    if (t.count() != 1 || !(t.arg(1) instanceof LuaString text)) {
      return t.ret(error("ERR wrong number or type of arguments"));
    }
    if (isError) {
      return t.ret(error(withCode(text.toString())));
    }
    LuaTable status = new LuaTable(rt);
    status.set(ReplyReader.OK, text);
    return t.ret(status);
  }

  private static String withCode(String text) {
    String line = text.startsWith("-") ? text.substring(1) : text;
    int space = line.indexOf(' ');
    String code = space < 0 ? "ERR" : line.substring(0, space);
    String rest = space < 0 ? line : line.substring(space + 1);
    int from = 0;
    int to = rest.length();
    while (from < to && isLineEnd(rest.charAt(from))) {
      from++;
    }
    while (to > from && isLineEnd(rest.charAt(to - 1))) {
      to--;
    }
    return code + " " + rest.substring(from, to);
  }

  private static boolean isLineEnd(char c) {
    return c == '\r' || c == '\n';
  }

  // ---- the rest

  private int sha1(LuaThread t) {
    if (t.count() != 1) {
      throw raise("ERR wrong number of arguments");
    }
    boolean text = t.arg(1) instanceof LuaString || t.arg(1) instanceof Double;
    return t.ret(LuaString.of(Sha1.hex(text ? t.string(1).bytes() : new byte[0])));
  }

  private int log(LuaThread t) {
    if (t.count() < 2) {
      throw raise("ERR redis.log() requires two arguments or more.");
    }
    if (!(t.arg(1) instanceof Double)) {
      throw raise("ERR First argument must be a number (log level).");
    }
    long level = t.integer(1);
    if (level < 0 || level > WARNING) {
      throw raise("ERR Invalid log level.");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 2; i <= t.count(); i++) {
      if (t.arg(i) instanceof LuaString || t.arg(i) instanceof Double) {
        text.append(i > 2 ? " " : "").append(t.string(i));
      }
    }
    switch ((int) level) {
      case 0 -> LOG.trace("{}", text);
      case 1 -> LOG.debug("{}", text);
      case 2 -> LOG.info("{}", text);
      default -> LOG.warn("{}", text);
    }
    return t.ret();
  }

  private int setResp(LuaThread t) {
    if (t.count() != 1) {
      throw raise("ERR redis.setresp() requires one argument.");
    }
    long version = number(t);
    if (version != 2 && version != 3) {
      throw raise("ERR RESP version must be 2 or 3.");
    }
    runner.protocol((int) version);
    return t.ret();
  }

  /** The only argument as a number; 0 if it is none. */
  private static long number(LuaThread t) {
    try {
      return t.integer(1);
    } catch (LuaError e) {
      return 0;
    }
  }

  private int setReplication(LuaThread t) {
    if (t.count() != 1) {
      throw raise("ERR redis.set_repl() requires one argument.");
    }
    long flags = number(t);
    if ((flags & ~REPL_ALL) != 0) {
      throw raise(
          "ERR Invalid replication flags. Use REPL_AOF, REPL_REPLICA, REPL_ALL or REPL_NONE.");
    }
    return t.ret();
  }
}
