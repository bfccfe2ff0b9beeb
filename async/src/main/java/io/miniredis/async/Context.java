package io.miniredis.async;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link ContextVar}s that a task or a callback sees. A task gets a copy of its
 * creator's, which costs nothing until one of them sets a variable.
 */
public final class Context {
  private static final ThreadLocal<Context> OUTSIDE = ThreadLocal.withInitial(Context::new);

  private Map<ContextVar<?>, Object> values;

  /** An empty context. */
  public Context() {
    this(Map.of());
  }

  private Context(Map<ContextVar<?>, Object> values) {
    this.values = values;
  }

  /** The context of the running task or callback; outside a loop, that of the thread. */
  public static Context current() {
    Worker worker = Worker.current();
    return worker == null ? OUTSIDE.get() : worker.turns.context;
  }

  /** A copy: what is set in one of them later is not seen in the other. */
  public Context copy() {
    return new Context(values);
  }

  /**
   * Calls {@code body} with this context as the current one, outside a loop or in a coroutine.
   *
   * @throws Exception whatever the body throws
   */
  public <T extends @Nullable Object> T run(Awaitable<T> body) throws Exception {
    Worker worker = Worker.current();
    if (worker == null) {
      Context before = OUTSIDE.get();
      OUTSIDE.set(this);
      try {
        return body.await();
      } finally {
        OUTSIDE.set(before);
      }
    }
    Task<?> task = worker.turns.current;
    Context before = worker.turns.context;
    enter(worker.turns, task, this);
    try {
      return body.await();
    } finally {
      enter(worker.turns, task, before);
    }
  }

  private static void enter(Turns turns, @Nullable Task<?> task, Context context) {
    turns.context = context;
    if (task != null) {
      task.context = context;
    }
  }

  /** The variable's value here, null if it has none here. Its default is not looked at. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T get(ContextVar<T> variable) {
    return (T) values.get(variable);
  }

  /** Whether the variable is set here. */
  public boolean contains(ContextVar<?> variable) {
    return values.containsKey(variable);
  }

  /** How many variables are set here. */
  public int size() {
    return values.size();
  }

  void set(ContextVar<?> variable, @Nullable Object value) {
    // Copies share the map, so it is never changed.
    Map<ContextVar<?>, Object> changed = new IdentityHashMap<>(values);
    if (value == null) {
      changed.remove(variable);
    } else {
      changed.put(variable, value);
    }
    values = changed;
  }
}
