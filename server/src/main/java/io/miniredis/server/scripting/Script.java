package io.miniredis.server.scripting;

import io.miniredis.server.engine.Busy;
import io.miniredis.server.lua.LuaFunction;
import io.miniredis.server.lua.LuaString;
import java.nio.charset.StandardCharsets;

/** A script that has been compiled. */
final class Script extends Program {
  final LuaString body;
  final String sha;
  final byte[] shaBytes;
  boolean kept; // loaded by SCRIPT LOAD, so that it stays

  Script(LuaString body, String sha, LuaFunction function, ScriptFlags flags) {
    super(sha, function, flags, Busy.Kind.SCRIPT);
    this.body = body;
    this.sha = sha;
    this.shaBytes = sha.getBytes(StandardCharsets.US_ASCII);
  }
}
