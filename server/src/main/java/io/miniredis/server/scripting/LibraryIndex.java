package io.miniredis.server.scripting;

import io.miniredis.server.engine.CommandError;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A set of libraries, in which no two functions have the same name. For who has all shards locked;
 * what may be asked by any thread says so.
 */
final class LibraryIndex {
  private final Map<String, FunctionLibrary> libraries = new LinkedHashMap<>();
  private final Map<String, LibraryFunction> functions = new ConcurrentHashMap<>();
  private volatile int count;
  private volatile long heapBytes;

  Collection<FunctionLibrary> libraries() {
    return Collections.unmodifiableCollection(libraries.values());
  }

  @Nullable FunctionLibrary library(String name) {
    return libraries.get(name);
  }

  /** The function with this name, which is in lower case. For any thread. */
  @Nullable LibraryFunction function(String name) {
    return functions.get(name);
  }

  /** The number of libraries. For any thread. */
  int count() {
    return count;
  }

  /** The number of functions. For any thread. */
  int functionCount() {
    return functions.size();
  }

  /** Bytes of heap that the libraries take, about. For any thread. */
  long heapBytes() {
    return heapBytes;
  }

  /**
   * Refuses libraries that cannot be added, even if those with the same names go.
   *
   * @throws CommandError if two functions would have the same name
   */
  void checkAddable(Collection<FunctionLibrary> others) {
    Set<String> going = new HashSet<>();
    for (FunctionLibrary other : others) {
      FunctionLibrary library = libraries.get(other.name());
      if (library != null) {
        going.addAll(library.byName().keySet());
      }
    }
    for (FunctionLibrary other : others) {
      other
          .byName()
          .forEach(
              (name, function) -> {
                if (functions.containsKey(name) && !going.contains(name)) {
                  throw CommandError.of("ERR Function " + function.name + " already exists");
                }
              });
    }
  }

  /** Adds a library that is {@linkplain #checkAddable addable}, and has no namesake here. */
  void add(FunctionLibrary library) {
    libraries.put(library.name(), library);
    functions.putAll(library.byName());
    count = libraries.size();
    heapBytes += library.heapBytes();
  }

  /** Removes the library with this name; returns it, or null. */
  @Nullable FunctionLibrary remove(String name) {
    FunctionLibrary library = libraries.remove(name);
    if (library != null) {
      functions.keySet().removeAll(library.byName().keySet());
      count = libraries.size();
      heapBytes -= library.heapBytes();
    }
    return library;
  }
}
