package io.miniredis.server.scripting;

import static io.miniredis.server.lua.Nil.NIL;

import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.LuaThread;
import io.miniredis.server.lua.Runtime;

/** What scripts find under the name {@code cjson}: JSON, and settings of how it is treated. */
final class Json {
  /** The value that stands for JSON's null. */
  static final Object NULL =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };

  boolean sparseConvert;
  int sparseRatio = 2;
  int sparseSafe = 10;
  int encodeDepth = 1000;
  int decodeDepth = 1000;
  boolean encodeInvalid;
  boolean encodeInvalidAsNull;
  boolean decodeInvalid = true;
  boolean keepBuffer = true;
  int precision = 14;

  private Json() {}

  static void open(Runtime rt) {
    fill(Library.named(rt, "cjson"), rt);
  }

  private static LuaTable fill(Library lib, Runtime rt) {
    Json json = new Json();
    return lib.function("encode", json::encode)
        .function("decode", json::decode)
        .function("encode_sparse_array", json::sparse)
        .function(
            "encode_max_depth",
            t -> {
              json.encodeDepth = integer(one(t), 1, json.encodeDepth, 1, Integer.MAX_VALUE);
              return t.ret((double) json.encodeDepth);
            })
        .function(
            "decode_max_depth",
            t -> {
              json.decodeDepth = integer(one(t), 1, json.decodeDepth, 1, Integer.MAX_VALUE);
              return t.ret((double) json.decodeDepth);
            })
        .function(
            "encode_number_precision",
            t -> {
              json.precision = integer(one(t), 1, json.precision, 1, 14);
              return t.ret((double) json.precision);
            })
        .function(
            "encode_keep_buffer",
            t -> {
              json.keepBuffer = bool(one(t), 1, json.keepBuffer);
              return t.ret((Object) json.keepBuffer);
            })
        .function("encode_invalid_numbers", json::invalidOut)
        .function(
            "decode_invalid_numbers",
            t -> {
              json.decodeInvalid = bool(one(t), 1, json.decodeInvalid);
              return t.ret((Object) json.decodeInvalid);
            })
        .function("new", t -> t.ret(fill(Library.unnamed(rt), rt)))
        .value("null", NULL)
        .value("_NAME", LuaString.of("cjson"))
        .value("_VERSION", LuaString.of("2.1.0"))
        .table();
  }

  private int encode(LuaThread t) {
    if (t.count() != 1) {
      throw LuaError.argument(1, "expected 1 argument");
    }
    return t.ret(new JsonWriter(this, t.runtime()).write(t.arg(1)));
  }

  private int decode(LuaThread t) {
    if (t.count() != 1) {
      throw LuaError.argument(1, "expected 1 argument");
    }
    return t.ret(new JsonReader(this, t.runtime(), t.string(1).bytes()).readAll());
  }

  // ---- settings

  private static LuaThread one(LuaThread t) {
    return atMost(t, 1);
  }

  private static LuaThread atMost(LuaThread t, int max) {
    if (t.count() > max) {
      throw LuaError.argument(max + 1, "found too many arguments");
    }
    return t;
  }

  private static int integer(LuaThread t, int arg, int old, int min, int max) {
    if (t.arg(arg) == NIL) {
      return old;
    }
    long n = t.integer(arg);
    if (n < min || n > max) {
      throw LuaError.argument(1, "expected integer between " + min + " and " + max);
    }
    return (int) n;
  }

  private static boolean bool(LuaThread t, int arg, boolean old) {
    Object o = t.arg(arg);
    if (o == NIL) {
      return old;
    }
    if (o instanceof Boolean b) {
      return b;
    }
    return option(t, arg, "off", "on") == 1;
  }

  private static int option(LuaThread t, int arg, String... names) {
    String s = t.string(arg).toString();
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(s)) {
        return i;
      }
    }
    throw LuaError.argument(arg, "invalid option '" + s + "'");
  }

  private int sparse(LuaThread t) {
    atMost(t, 3);
    sparseConvert = bool(t, 1, sparseConvert);
    sparseRatio = integer(t, 2, sparseRatio, 0, Integer.MAX_VALUE);
    sparseSafe = integer(t, 3, sparseSafe, 0, Integer.MAX_VALUE);
    return t.ret(sparseConvert, (double) sparseRatio, (double) sparseSafe);
  }

  private int invalidOut(LuaThread t) {
    one(t);
    if (t.arg(1) instanceof Boolean b) {
      encodeInvalid = b;
      encodeInvalidAsNull = false;
    } else if (t.arg(1) != NIL) {
      int chosen = option(t, 1, "off", "on", "null");
      encodeInvalid = chosen == 1;
      encodeInvalidAsNull = chosen == 2;
    }
    return t.ret(encodeInvalidAsNull ? (Object) LuaString.of("null") : (Object) encodeInvalid);
  }
}
