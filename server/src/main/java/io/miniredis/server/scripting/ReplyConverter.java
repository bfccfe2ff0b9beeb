package io.miniredis.server.scripting;

import static io.miniredis.server.lua.Nil.NIL;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.lua.LuaNumbers;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;

/**
 * Writes what a script returned as a reply. Numbers are cut to whole ones, false is nil and true 1,
 * a table is an array up to its first nil, unless one of the fields {@code err}, {@code ok}, {@code
 * double}, {@code map}, {@code set}, {@code big_number} and {@code verbatim_string} says otherwise.
 */
final class ReplyConverter {
  private static final int MAX_DEPTH = 1000;
  private static final String TOO_DEEP = "ERR reached lua stack limit";

  private ReplyWriter reply = new ReplyWriter();
  private boolean truthValues;

  /**
   * Writes a value.
   *
   * @param resp3 whether the script speaks RESP3 with us, which knows truth values
   * @throws CommandError if the value is an error: one that was counted where it came from
   */
  void write(ReplyWriter to, boolean resp3, Object value) {
    reply = to;
    truthValues = resp3;
    if (value instanceof LuaTable t && t.get(ReplyReader.ERR) instanceof LuaString line) {
      boolean counted = t.get(RedisLibrary.COUNTED) != NIL;
      throw counted ? CommandError.passedOn(line.toString()) : CommandError.of(line.toString());
    }
    write(value, 0);
  }

  private void write(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      reply.error(TOO_DEEP);
      return;
    }
    switch (value) {
      case LuaString s -> reply.bulk(s.bytes());
      case Double d -> reply.integer(LuaNumbers.toLong(d));
      case Boolean b -> {
        if (truthValues) {
          reply.bool(b);
        } else if (b) {
          reply.integer(1);
        } else {
          reply.nil();
        }
      }
      case LuaTable t -> table(t, depth);
      default -> reply.nil();
    }
  }

  private void table(LuaTable t, int depth) {
    if (t.get(ReplyReader.ERR) instanceof LuaString line) {
      reply.error(line.toString());
    } else if (t.get(ReplyReader.OK) instanceof LuaString line) {
      reply.simple(line.toString());
    } else if (t.get(ReplyReader.DOUBLE) instanceof Double d) {
      reply.doubleValue(d);
    } else if (t.get(ReplyReader.MAP) instanceof LuaTable map) {
      map(map, depth);
    } else if (t.get(ReplyReader.SET) instanceof LuaTable set) {
      set(set, depth);
    } else if (t.get(ReplyReader.BIG_NUMBER) instanceof LuaString digits) {
      reply.bigNumber(digits.toString().replace('\r', ' ').replace('\n', ' '));
    } else if (!verbatim(t)) {
      array(t, depth);
    }
  }

  private boolean verbatim(LuaTable t) {
    if (t.get(ReplyReader.VERBATIM) instanceof LuaTable v
        && v.get(ReplyReader.FORMAT) instanceof LuaString format
        && v.get(ReplyReader.STRING) instanceof LuaString string) {
      String three = (format + "   ").substring(0, 3);
      reply.verbatim(three, string.bytes(), 0, string.length());
      return true;
    }
    return false;
  }

  private void map(LuaTable map, int depth) {
    long token = reply.beginMap();
    long[] pairs = {0};
    map.forEach(
        (key, value) -> {
          write(key, depth + 1);
          write(value, depth + 1);
          pairs[0]++;
        });
    reply.endMap(token, pairs[0]);
  }

  private void set(LuaTable set, int depth) {
    long token = reply.beginSet();
    long[] members = {0};
    set.forEach(
        (key, value) -> {
          write(key, depth + 1);
          members[0]++;
        });
    reply.endSet(token, members[0]);
  }

  private void array(LuaTable t, int depth) {
    long token = reply.beginArray();
    int n = 0;
    for (Object o = t.get(1); o != NIL; o = t.get(n + 1)) {
      write(o, depth + 1);
      n++;
    }
    reply.endArray(token, n);
  }
}
