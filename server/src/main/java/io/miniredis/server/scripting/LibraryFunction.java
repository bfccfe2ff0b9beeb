package io.miniredis.server.scripting;

import io.miniredis.server.engine.Busy;
import io.miniredis.server.lua.LuaFunction;
import io.miniredis.server.lua.LuaString;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A function of a library, which FCALL calls by its name. */
public final class LibraryFunction extends Program {
  final byte[] nameBytes;
  private final @Nullable LuaString description;

  LibraryFunction(
      String name, LuaFunction function, ScriptFlags flags, @Nullable LuaString description) {
    super(name, function, flags, Busy.Kind.FUNCTION);
    this.nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    this.description = description;
  }

  public String name() {
    return name;
  }

  public ScriptFlags flags() {
    return flags;
  }

  /** What its library says that it does; null if it says nothing. */
  public byte @Nullable [] description() {
    return description == null ? null : description.bytes();
  }

  /** Bytes of heap that it takes beside its code, about. */
  long heapBytes() {
    return 200L + 3L * name.length() + (description == null ? 0 : 40 + description.length());
  }
}
