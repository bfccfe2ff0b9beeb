package io.miniredis.server.scripting;

import io.miniredis.server.engine.CommandError;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.Runtime;
import io.miniredis.server.value.Slice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that were loaded or run, by their SHA-1. Those that only EVAL has brought are
 * forgotten, the least recently used first, when they become many. For who has all shards locked.
 */
final class ScriptCache {
  private static final int MAX_PASSING = 500;
  private static final int SHA_LENGTH = 40;
  private static final int COMPILED_BYTES = 60; // of heap that compiling takes for a byte of text
  static final String SOURCE = "@user_script";

  private final Runtime rt;
  private final Map<LuaString, Script> byBody = new HashMap<>();
  private final Map<String, Script> bySha = new ConcurrentHashMap<>();
  private final LinkedHashMap<String, Script> passing = new LinkedHashMap<>(16, 0.75f, true);
  private volatile int count;
  private volatile long bytes;
  private volatile long evicted;
  private @Nullable Script last; // that EVAL has run: most often the next one too

  ScriptCache(Runtime rt) {
    this.rt = rt;
  }

  /**
   * The script with this text, compiled if it is new.
   *
   * @throws CommandError if it is no Lua
   */
  Script evaluated(Slice body) {
    Script script = last;
    if (script != null && body.contentEquals(script.body.bytes())) {
      return script;
    }
    LuaString text = LuaString.of(body.array(), body.offset(), body.length());
    script = byBody.get(text);
    if (script == null) {
      script = add(text);
      passing.put(script.sha, script);
      if (passing.size() > MAX_PASSING) {
        Script oldest = passing.values().iterator().next();
        passing.remove(oldest.sha);
        remove(oldest);
        evicted++;
      }
    } else if (!script.kept) {
      passing.get(script.sha); // is a use
    }
    last = script;
    return script;
  }

  /** Loads a script to stay; returns its SHA-1. */
  String load(Slice body) {
    LuaString text = LuaString.of(body.toBytes());
    Script script = byBody.get(text);
    if (script == null) {
      script = add(text);
    }
    script.kept = true;
    passing.remove(script.sha);
    return script.sha;
  }

  private Script add(LuaString text) {
    Script script = compile(text);
    byBody.put(text, script);
    bySha.put(script.sha, script);
    count = bySha.size();
    bytes += heapBytes(text);
    return script;
  }

  private Script compile(LuaString text) {
    ScriptFlags flags = ScriptFlags.of(text.toString());
    int first = ScriptFlags.lineLength(text.toString());
    LuaString code = LuaString.of(text.bytes(), first, text.length() - first);
    try {
      rt.account((long) COMPILED_BYTES * text.length());
      return new Script(text, Sha1.hex(text.bytes()), rt.load(code, SOURCE), flags);
    } catch (LuaError e) {
      throw CommandError.of("ERR Error compiling script (new function): " + e.value());
    }
  }

  private void remove(Script script) {
    byBody.remove(script.body);
    bySha.remove(script.sha);
    count = bySha.size();
    bytes -= heapBytes(script.body);
    if (last == script) {
      last = null;
    }
  }

  /** Whether it can be a SHA-1 at all. */
  static boolean isSha(Slice text) {
    return text.length() == SHA_LENGTH;
  }

  /** The script with this SHA-1, or null. */
  @Nullable Script find(Slice sha) {
    Script script = last;
    if (script != null && sha.contentEquals(script.shaBytes)) {
      return script;
    }
    script = bySha.get(sha.toString().toLowerCase(Locale.ROOT));
    if (script != null) {
      if (!script.kept) {
        passing.get(script.sha);
      }
      last = script;
    }
    return script;
  }

  /** What a script says of itself, or null if it is not known. For any thread. */
  @Nullable ScriptFlags flags(Slice sha) {
    Script script = bySha.get(sha.toString().toLowerCase(Locale.ROOT));
    return script == null ? null : script.flags;
  }

  boolean has(Slice sha) {
    return bySha.containsKey(sha.toString().toLowerCase(Locale.ROOT));
  }

  void clear() {
    byBody.clear();
    bySha.clear();
    passing.clear();
    last = null;
    count = 0;
    bytes = 0;
  }

  /** The number of scripts. */
  int size() {
    return count;
  }

  /** Bytes of heap that a script takes, text and code; measured. */
  private static long heapBytes(LuaString text) {
    return 700 + 11L * text.length();
  }

  /** Bytes of heap that the scripts take, about. */
  long bytes() {
    return bytes;
  }

  /** How many scripts were forgotten to make room for others. */
  long evicted() {
    return evicted;
  }
}
