package io.miniredis.async;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Contexts and callbacks that are left in reverse order of their entering when the stack is left,
 * each of them, whatever the others throw.
 *
 * <pre>{@code
 * with(new AsyncExitStack(), stack -> {
 *   for (Address address : addresses) {
 *     connections.add(stack.enterAsyncContext(connectionTo(address)));
 *   }
 *   ...
 * });
 * }</pre>
 */
public final class AsyncExitStack implements AsyncContext<AsyncExitStack> {
  private final Deque<Exit> exits = new ArrayDeque<>();

  /** How one entry is left; the shape of {@link AsyncContext#aexit}. */
  @FunctionalInterface
  public interface Exit {
    /**
     * Leaves.
     *
     * @return true if the problem goes no further
     * @throws Exception in place of the problem
     */
    boolean exit(@Nullable Throwable problem) throws Exception;
  }

  /** Enters a context, and leaves it with the stack; returns what it gave. */
  public <T extends @Nullable Object> T enterAsyncContext(AsyncContext<T> context) {
    T entered = Async.await(context::aenter);
    exits.push(context::aexit);
    return entered;
  }

  /** Has {@code exit} called when the stack is left. */
  public void pushAsyncExit(Exit exit) {
    exits.push(exit);
  }

  /** Has {@code callback} run when the stack is left; it neither sees nor stops what was thrown. */
  public void pushAsyncCallback(AsyncRunnable callback) {
    exits.push(
        problem -> {
          callback.run();
          return false;
        });
  }

  /** Moves all entries to a new stack, so that leaving this one leaves none of them. */
  public AsyncExitStack popAll() {
    AsyncExitStack taken = new AsyncExitStack();
    taken.exits.addAll(exits);
    exits.clear();
    return taken;
  }

  /** Leaves everything now. */
  public void aclose() {
    aexit(null);
  }

  @Override
  public AsyncExitStack aenter() {
    return this;
  }

  @Override
  public boolean aexit(@Nullable Throwable problem) {
    Throwable pending = problem;
    for (Exit exit = exits.poll(); exit != null; exit = exits.poll()) {
      try {
        if (exit.exit(pending)) {
          pending = null;
        }
      } catch (Throwable worse) {
        pending = Sneaky.replace(pending, worse);
      }
    }
    if (pending != null && pending != problem) {
      throw Sneaky.rethrow(pending);
    }
    return problem != null && pending == null;
  }
}
