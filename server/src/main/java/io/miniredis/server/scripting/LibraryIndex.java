package io.miniredis.server.scripting;

import io.miniredis.server.engine.CommandError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A set of libraries, in which no two functions have the same name. Immutable, so that it can be
 * looked at from any thread.
 */
final class LibraryIndex {
  static final LibraryIndex EMPTY = new LibraryIndex(Map.of());

  private final Map<String, FunctionLibrary> libraries;
  private final Map<String, LibraryFunction> functions = new HashMap<>(); // by name in lower case
  private final long heapBytes;

  private LibraryIndex(Map<String, FunctionLibrary> libraries) {
    this.libraries = libraries;
    long bytes = 0;
    for (FunctionLibrary library : libraries.values()) {
      bytes += library.heapBytes();
      functions.putAll(library.byName());
    }
    heapBytes = bytes;
  }

  Collection<FunctionLibrary> libraries() {
    return libraries.values();
  }

  @Nullable FunctionLibrary library(String name) {
    return libraries.get(name);
  }

  /** The function with this name, which is in lower case. */
  @Nullable LibraryFunction function(String name) {
    return functions.get(name);
  }

  int functionCount() {
    return functions.size();
  }

  long heapBytes() {
    return heapBytes;
  }

  /**
   * These libraries and others, which take the place of those with the same names.
   *
   * @throws CommandError if two functions would have the same name
   */
  LibraryIndex with(Collection<FunctionLibrary> others) {
    Map<String, FunctionLibrary> all = new LinkedHashMap<>(libraries);
    others.forEach(library -> all.remove(library.name()));
    LibraryIndex rest = new LibraryIndex(all);
    Map<String, FunctionLibrary> sum = new LinkedHashMap<>(all);
    for (FunctionLibrary library : others) {
      library.byName().forEach(rest::checkIsNew);
      sum.put(library.name(), library);
    }
    return new LibraryIndex(sum);
  }

  private void checkIsNew(String name, LibraryFunction function) {
    if (functions.containsKey(name)) {
      throw CommandError.of("ERR Function " + function.name + " already exists");
    }
  }

  /** These libraries but one. */
  LibraryIndex without(FunctionLibrary library) {
    Map<String, FunctionLibrary> rest = new LinkedHashMap<>(libraries);
    rest.remove(library.name());
    return new LibraryIndex(rest);
  }

  /** Which of these are not among others. */
  List<FunctionLibrary> missingIn(LibraryIndex others) {
    List<FunctionLibrary> missing = new ArrayList<>();
    for (FunctionLibrary library : libraries.values()) {
      if (others.libraries.get(library.name()) != library) {
        missing.add(library);
      }
    }
    return missing;
  }
}
