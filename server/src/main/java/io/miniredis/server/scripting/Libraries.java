package io.miniredis.server.scripting;

import io.miniredis.server.engine.CommandError;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.persistence.Functions;
import io.miniredis.server.persistence.rdb.DumpPayload;
import io.miniredis.server.persistence.rdb.RdbCodes;
import io.miniredis.server.persistence.rdb.RdbInput;
import io.miniredis.server.persistence.rdb.RdbOutput;
import io.miniredis.server.value.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The libraries of functions, which are data: they are saved and loaded with it. Whoever changes
 * them, or needs them all, has all shards locked; the rest is for any thread.
 */
public final class Libraries implements Functions {
  /** What RESTORE does about libraries that are there. */
  public enum Policy {
    /** They go. */
    FLUSH,
    /** They stay; a library of the same name is an error. */
    APPEND,
    /** They stay, unless one of the same name comes. */
    REPLACE
  }

  private static final int DUMP_VERSION = 10; // the first that has libraries

  private final LibraryLoader loader;
  private final LibraryIndex index = new LibraryIndex();
  private @Nullable LibraryFunction last; // that was called: most often the next one too

  Libraries(LibraryLoader loader) {
    this.loader = loader;
  }

  // ---- what there is

  /** All libraries. */
  public Collection<FunctionLibrary> all() {
    return index.libraries();
  }

  /** The number of libraries. */
  public int count() {
    return index.count();
  }

  /** The number of functions. */
  public int functionCount() {
    return index.functionCount();
  }

  /** Bytes of heap that the texts and the code of all libraries take, about. */
  public long heapBytes() {
    return index.heapBytes();
  }

  /** What the function with this name says of itself, or null if there is none. */
  public @Nullable ScriptFlags flags(Slice name) {
    LibraryFunction function = index.function(name.toString().toLowerCase(Locale.ROOT));
    return function == null ? null : function.flags;
  }

  /** The function with this name in any case, or null. For whoever runs it. */
  @Nullable LibraryFunction find(Slice name) {
    LibraryFunction function = last;
    if (function != null && name.contentEquals(function.nameBytes)) {
      return function;
    }
    function = index.function(name.toString().toLowerCase(Locale.ROOT));
    last = function;
    return function;
  }

  // ---- changes

  /**
   * Takes a library in; nothing is changed if that fails.
   *
   * @param replace whether it may take the place of one with the same name
   * @param limited whether its code must end soon
   * @return its name
   * @throws CommandError if it cannot be loaded, or its name or those of functions are in use
   */
  public String load(Slice code, boolean replace, boolean limited) {
    FunctionLibrary library =
        load(LuaString.of(code.toBytes()), name -> !replace && isThere(name), limited);
    replaceBy(List.of(library));
    return library.name();
  }

  private boolean isThere(String name) {
    return index.library(name) != null;
  }

  private FunctionLibrary load(LuaString code, Predicate<String> inUse, boolean limited) {
    LibraryHeader header = LibraryHeader.of(code.toString());
    if (inUse.test(header.name())) {
      throw CommandError.of("ERR Library '" + header.name() + "' already exists");
    }
    return loader.load(header, code, limited);
  }

  /** Adds libraries in the place of those with the same names; else forgets them. */
  private void replaceBy(Collection<FunctionLibrary> added) {
    try {
      index.checkAddable(added);
    } catch (CommandError e) {
      added.forEach(loader::forget);
      throw e;
    }
    for (FunctionLibrary library : added) {
      remove(library.name());
    }
    added.forEach(index::add);
  }

  private boolean remove(String name) {
    FunctionLibrary library = index.remove(name);
    if (library == null) {
      return false;
    }
    last = null;
    loader.forget(library);
    return true;
  }

  /** Removes the library with this name; whether there was one. */
  public boolean delete(Slice name) {
    return remove(name.toString());
  }

  /** Removes all libraries. */
  public void clear() {
    List.copyOf(index.libraries()).forEach(library -> remove(library.name()));
  }

  // ---- in and out

  @Override
  public List<byte[]> sources() {
    return index.libraries().stream().map(library -> library.code().bytes()).toList();
  }

  @Override
  public void load(Slice source) throws IOException {
    try {
      replaceBy(List.of(load(LuaString.of(source.toBytes()), name -> false, false)));
    } catch (CommandError e) {
      throw new IOException("a library of functions: " + e.line(), e);
    }
  }

  /** All libraries in the form that {@link #restore} takes, here and in a Redis from 7.0 on. */
  public byte[] dump() {
    RdbOutput out = new RdbOutput(true);
    for (byte[] source : sources()) {
      out.writeByte(RdbCodes.FUNCTION);
      out.writeString(source, 0, source.length);
    }
    return DumpPayload.seal(out, DUMP_VERSION);
  }

  /**
   * Takes the libraries of a dump in, all or none of them.
   *
   * @param limited whether the code of each must end soon
   * @throws CommandError if it is none, or a name is in use
   */
  public void restore(Slice dump, Policy policy, boolean limited) {
    RdbInput in = DumpPayload.open(dump);
    if (in == null) {
      throw CommandError.of("ERR DUMP payload version or checksum are wrong");
    }
    List<FunctionLibrary> restored = new ArrayList<>();
    boolean read = false;
    try {
      readAll(in, restored, limited);
      if (policy == Policy.APPEND) {
        checkAreNew(restored);
      }
      read = true;
    } finally {
      if (!read) {
        restored.forEach(loader::forget);
      }
    }
    if (policy == Policy.FLUSH) {
      clear();
    }
    replaceBy(restored);
  }

  private void readAll(RdbInput in, List<FunctionLibrary> restored, boolean limited) {
    LibraryIndex read = new LibraryIndex();
    while (in.remaining() > 0) {
      FunctionLibrary library = load(source(in), name -> read.library(name) != null, limited);
      restored.add(library);
      read.checkAddable(List.of(library));
      read.add(library);
    }
  }

  private static LuaString source(RdbInput in) {
    int type;
    try {
      type = in.readByte();
      if (type == RdbCodes.FUNCTION) {
        Slice source = in.readString(new Slice());
        return LuaString.of(source.toBytes());
      }
    } catch (IOException e) {
      throw CommandError.of("ERR Failed loading library payload");
    }
    throw CommandError.of(
        type == RdbCodes.FUNCTION_OF_A_CANDIDATE
            ? "ERR Pre-GA function format not supported"
            : "ERR given type is not a function");
  }

  private void checkAreNew(List<FunctionLibrary> restored) {
    for (FunctionLibrary library : restored) {
      if (index.library(library.name()) != null) {
        throw CommandError.of("ERR Library " + library.name() + " already exists");
      }
    }
  }
}
