package io.miniredis.server.lua;

import static io.miniredis.server.lua.Nil.NIL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of one interpreter share: the globals, and the quotas. An interpreter is used by
 * one thread of Java at a time.
 */
public final class Runtime {
  /** Is asked now and then, while a program runs, whether it may go on. */
  public interface Watch {
    /**
     * May throw {@link Stopped}, which no program can catch.
     *
     * @return how many jumps and calls the program may do until it is asked again
     */
    int check();
  }

  /** Ends a program whatever it does. */
  public static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private String source = "";
    private int line = -1;

    public Stopped(String message) {
      super(message, null, false, false);
    }

    /** The chunk in which the program was, with the mark in front. */
    public String source() {
      return source;
    }

    /** The line on which the program was. */
    public int line() {
      return line;
    }

    void passes(Proto function, int pc) {
      if (line < 0) {
        source = function.source;
        line = function.lines[pc];
      }
    }
  }

  /**
   * What a program finds when it begins.
   *
   * @param strings the metatable of strings
   */
  public record Environment(LuaTable globals, @Nullable LuaTable strings) {}

  private static final int FUEL = 10_000;
  private static final Watch NOBODY = () -> FUEL;
  private static final int COPIED = 256; // bytes that take as long as a step of a program, about

  private LuaTable globals;
  @Nullable LuaTable stringMeta;
  private Watch watch = NOBODY;
  int fuel = FUEL;
  long random = 0x1234ABCD330EL; // the state of math.random, which no program but one sets back
  private final MemoryQuota memory;
  private final Set<LuaFunction> kept = Collections.newSetFromMap(new IdentityHashMap<>());
  private LuaThread current;
  private final List<ByteSink> held = new ArrayList<>();
  private UnaryOperator<Object> caught = UnaryOperator.identity();

  /**
   * @param memoryLimit bytes of heap that the values of a program may take, about
   */
  @SuppressWarnings("this-escape")
  public Runtime(long memoryLimit) {
    memory = new MemoryQuota(this, memoryLimit);
    globals = new LuaTable(this);
    current = new LuaThread(this, false);
  }

  public LuaTable globals() {
    return globals;
  }

  /** What programs find at the moment. */
  public Environment environment() {
    return new Environment(globals, stringMeta);
  }

  /** Has programs find something else from now on, which another program cannot reach. */
  public void enter(Environment environment) {
    globals = environment.globals;
    stringMeta = environment.strings;
  }

  /** Has programs find nothing at all, so that libraries can be opened again. */
  public void enterNew() {
    enter(new Environment(new LuaTable(this), null));
  }

  /** Keeps a function beyond the program that has made it: what it can reach counts as used. */
  public void keep(LuaFunction function) {
    kept.add(function);
  }

  /** Does not keep a function any more. */
  public void drop(LuaFunction function) {
    kept.remove(function);
  }

  Set<LuaFunction> kept() {
    return kept;
  }

  /** The thread that runs. */
  public LuaThread current() {
    return current;
  }

  void current(LuaThread thread) {
    current = thread;
  }

  /** Has {@code pcall} hand out something else than the value of an error that it caught. */
  public void whenCaught(UnaryOperator<Object> view) {
    caught = view;
  }

  Object caught(Object value) {
    return caught.apply(value);
  }

  /** Has a program watched from now on. */
  public void watch(Watch watch) {
    this.watch = watch;
    fuel = 0;
  }

  /** Has nobody watch: no program runs. */
  public void unwatch() {
    watch(NOBODY);
  }

  /** Begins a program: whatever the last one left is gone, but for the globals. */
  public LuaThread begin() {
    current.reset();
    held.clear();
    memory.reset();
    return current;
  }

  /** To be called when {@link #fuel} is used up. */
  void refuel() {
    fuel = watch.check();
  }

  /** Uses up fuel for work that is no instruction; may end the program. */
  void burn(int amount) {
    fuel -= amount;
    if (fuel < 0) {
      refuel();
    }
  }

  /** Uses up fuel for so many steps of a builtin function; may end the program. */
  public void work(int steps) {
    burn(steps);
  }

  /** Accounts for bytes that are about to be taken and filled. */
  void charge(long bytes) {
    memory.charge(bytes);
    if (bytes > COPIED) {
      burn((int) (bytes / COPIED)); // at most what fits the heap
    }
  }

  /** Accounts for bytes that were taken on a program's behalf. */
  public void account(long bytes) {
    charge(bytes);
  }

  void giveBack(long bytes) {
    memory.giveBack(bytes);
  }

  MemoryQuota memory() {
    return memory;
  }

  /**
   * Counts a builtin function's bytes while it calls the program back; {@link #letGo} ends that.
   *
   * @return what {@link #letGo} is to be told
   */
  int hold(ByteSink sink) {
    held.add(sink);
    return held.size() - 1;
  }

  void letGo(int from) {
    held.subList(from, held.size()).clear();
  }

  long heldBytes() {
    long bytes = 0;
    for (ByteSink sink : held) {
      bytes += sink.capacity();
    }
    return bytes;
  }

  /** Lets no program change what strings can do. */
  public void freezeStrings() {
    LuaTable meta = stringMeta;
    if (meta != null) {
      meta.freeze();
    }
  }

  /** Bytes that the values of the program take, about. */
  public long memoryInUse() {
    return memory.inUse();
  }

  /** Bytes of heap that the code of a function takes, and that of the functions inside it. */
  public static long codeBytes(LuaFunction function) {
    return function instanceof Closure c ? c.proto.heapBytes() : 0;
  }

  /** Compiles a chunk to a function. */
  public LuaFunction load(LuaString chunk, String source) {
    return new Closure(Compiler.compile(chunk, source), new Cell[0]);
  }

  /** The metatable of a value, or null. */
  @Nullable LuaTable metatable(Object value) {
    if (value instanceof LuaTable t) {
      return t.meta;
    }
    return value instanceof LuaString ? stringMeta : null;
  }

  /** The metamethod of a value, or nil. */
  Object metamethod(Object value, LuaString event) {
    LuaTable meta = metatable(value);
    return meta == null ? NIL : meta.get(event);
  }

  /** The name of a value's type. */
  public static String type(Object value) {
    return switch (value) {
      case Nil n -> "nil";
      case Boolean b -> "boolean";
      case Double d -> "number";
      case LuaString s -> "string";
      case LuaTable t -> "table";
      case LuaFunction f -> "function";
      case Coroutine c -> "thread";
      default -> "userdata";
    };
  }
}
