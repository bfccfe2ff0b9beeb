package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * A function that is run once, by whoever awaits it: inside the awaiting coroutine, or as a {@link
 * Task} of its own. Until then nothing of it runs.
 *
 * <p>Everywhere a coroutine is wanted a lambda will do, and a plain method that awaits is called
 * like any other; this class is for those who want a value that can be awaited once only, as in
 * Python.
 *
 * @param <T> the type of the result
 */
public final class Coroutine<T extends @Nullable Object> implements Awaitable<T> {
  /** An {@link Awaitable} or an {@link AsyncRunnable}; null once it was taken. */
  private @Nullable Object body;

  private final NeverAwaited guard;

  private Coroutine(Object body) {
    this.body = body;
    this.guard = NeverAwaited.watch(this, body);
  }

  /** A coroutine with the result of {@code body}. */
  public static <T extends @Nullable Object> Coroutine<T> of(Awaitable<? extends T> body) {
    return new Coroutine<>(body);
  }

  /** A coroutine without a result. */
  public static Coroutine<@Nullable Void> of(AsyncRunnable body) {
    return new Coroutine<>(body);
  }

  /**
   * Runs the body in the coroutine that calls this.
   *
   * @throws RuntimeError if it ran before, or was closed, or no loop runs here
   * @throws Exception what the body throws
   */
  @Override
  public T await() throws Exception {
    EventLoop.getRunningLoop();
    return run(take());
  }

  /** Its body, which the caller runs. */
  Object take() {
    Object once = body;
    if (once == null) {
      throw new RuntimeError(
          "cannot reuse an already awaited coroutine: make a new one for each time it is to run");
    }
    close();
    return once;
  }

  /** Runs a body of either kind. */
  @SuppressWarnings({"unchecked", "NullAway"}) // a body without a result is one of Void
  static <T extends @Nullable Object> T run(Object body) throws Exception {
    if (body instanceof AsyncRunnable runnable) {
      runnable.run();
      return null;
    }
    return ((Awaitable<T>) body).await();
  }

  /** Makes it not run. Nothing happens if it ran or runs already. */
  public void close() {
    body = null;
    guard.awaited();
  }

  @Override
  public String toString() {
    return "<Coroutine " + (body == null ? "awaited>" : body + ">");
  }
}
