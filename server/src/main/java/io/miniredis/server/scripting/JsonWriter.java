package io.miniredis.server.scripting;

import static io.miniredis.server.lua.Nil.NIL;

import io.miniredis.server.lua.ByteSink;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaNumbers;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.Runtime;
import java.nio.charset.StandardCharsets;

/**
 * Writes values of Lua as JSON. A table is an array if all its keys are whole numbers from 1 on.
 */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";
  private static final int NO_ARRAY = -1;

  private final Json json;
  private final Runtime rt;
  private final ByteSink out;

  JsonWriter(Json json, Runtime rt) {
    this.json = json;
    this.rt = rt;
    this.out = new ByteSink(rt);
  }

  LuaString write(Object value) {
    write(value, 0);
    return out.toLuaString();
  }

  private void text(String s) {
    out.write(s.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void write(Object value, int depth) {
    rt.work(1);
    if (value == Json.NULL || value == NIL) {
      text("null");
      return;
    }
    switch (value) {
      case LuaString s -> string(s);
      case Double d -> number(d);
      case Boolean b -> text(b ? "true" : "false");
      case LuaTable t -> table(t, depth + 1);
      default -> throw failure(value, "type not supported");
    }
  }

  private static LuaError failure(Object value, String reason) {
    return LuaError.of("Cannot serialise " + Runtime.type(value) + ": " + reason);
  }

  private void number(double d) {
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      if (json.encodeInvalidAsNull) {
        text("null");
        return;
      }
      if (!json.encodeInvalid) {
        throw failure(d, "must not be NaN or Inf");
      }
    }
    if (Double.isNaN(d)) {
      text("nan");
      return;
    }
    out.write(LuaNumbers.text(d, json.precision).bytes());
  }

  private void string(LuaString s) {
    byte[] a = s.bytes();
    out.write('"');
    for (byte b : a) {
      switch (b) {
        case '"' -> text("\\\"");
        case '\\' -> text("\\\\");
        case '/' -> text("\\/");
        case '\b' -> text("\\b");
        case '\t' -> text("\\t");
        case '\n' -> text("\\n");
        case '\f' -> text("\\f");
        case '\r' -> text("\\r");
        default -> {
          if ((b >= 0 && b < 32) || b == 127) {
            text("\\u00" + HEX.charAt(b >> 4) + HEX.charAt(b & 15));
          } else {
            out.write(b);
          }
        }
      }
    }
    out.write('"');
  }

  private void table(LuaTable t, int depth) {
    if (depth > json.encodeDepth || depth > 1000) {
      throw LuaError.of("Cannot serialise, excessive nesting (" + depth + ")");
    }
    int length = arrayLength(t);
    rt.account(8);
    if (length > 0) {
      array(t, length, depth);
    } else {
      object(t, depth);
    }
  }

  private int arrayLength(LuaTable t) {
    KeyScan scan = new KeyScan();
    t.forEach(scan);
    rt.work(scan.items);
    if (!scan.isArray) {
      return NO_ARRAY;
    }
    if (json.sparseRatio > 0
        && scan.max > (double) scan.items * json.sparseRatio
        && scan.max > json.sparseSafe) {
      if (!json.sparseConvert) {
        throw failure(t, "excessively sparse array");
      }
      return NO_ARRAY;
    }
    return (int) scan.max;
  }

  private static final class KeyScan implements LuaTable.Visitor {
    boolean isArray = true;
    double max;
    int items;

    @Override
    public void visit(Object key, Object value) {
      if (key instanceof Double d && d >= 1 && Math.floor(d) == d) {
        max = Math.max(max, d);
        items++;
      } else {
        isArray = false;
      }
    }
  }

  private void array(LuaTable t, int length, int depth) {
    out.write('[');
    for (int i = 1; i <= length; i++) {
      if (i > 1) {
        out.write(',');
      }
      write(t.get(i), depth);
    }
    out.write(']');
  }

  private void object(LuaTable t, int depth) {
    out.write('{');
    boolean[] first = {true};
    t.forEach(
        (key, value) -> {
          if (!first[0]) {
            out.write(',');
          }
          first[0] = false;
          if (key instanceof Double d) {
            out.write('"');
            number(d);
            out.write('"');
          } else if (key instanceof LuaString s) {
            string(s);
          } else {
            throw failure(key, "table key must be a number or string");
          }
          out.write(':');
          write(value, depth);
        });
    out.write('}');
  }
}
