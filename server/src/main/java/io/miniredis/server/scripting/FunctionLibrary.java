package io.miniredis.server.scripting;

import io.miniredis.server.lua.LuaString;
import java.util.Collection;
import java.util.Map;

/**
 * A library of functions that has been loaded.
 *
 * @param code its whole text, from which it can be loaded again
 * @param byName its functions, in the order in which they were registered
 * @param heapBytes bytes of heap that its text and its compiled code take, about
 */
public record FunctionLibrary(
    String name, LuaString code, Map<String, LibraryFunction> byName, long heapBytes) {
  public Collection<LibraryFunction> functions() {
    return byName.values();
  }
}
