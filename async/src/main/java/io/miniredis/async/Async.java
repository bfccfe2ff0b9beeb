package io.miniredis.async;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What programs use, made to be imported statically: {@code import static
 * io.miniredis.async.Async.*}.
 *
 * <pre>{@code
 * int sum = Async.run(() -> {
 *   List<Integer> both = await(gather(() -> fetch(1), () -> fetch(2)));
 *   sleep(Duration.ofMillis(100));
 *   return both.get(0) + both.get(1);
 * });
 * }</pre>
 *
 * <p>A coroutine is any lambda or method that runs in a loop; a method that awaits is called like
 * any other. Exceptions arrive at the await as the objects that were thrown, checked or not,
 * without a {@code throws} clause; {@link #await(Awaitable, Class)} declares one where it is
 * wanted.
 */
public final class Async {
  private Async() {}

  /**
   * Makes a loop, runs {@code main} in it to its end, cancels and awaits the tasks that are left,
   * and closes the loop.
   *
   * @throws RuntimeError if a loop runs in this thread already
   */
  public static <T extends @Nullable Object> T run(Awaitable<T> main) {
    try (Runner runner = new Runner()) {
      return runner.run(main);
    }
  }

  /** Runs a body without a result; see the other one. */
  public static void run(AsyncRunnable main) {
    run(Coroutine.of(main));
  }

  /**
   * The result of {@code awaitable}. A future that is done gives its result at once; a coroutine
   * runs here and now; otherwise the turn is given away until the result is there.
   *
   * <p>What the awaitable fails with is thrown as it is, checked exceptions included.
   *
   * @throws RuntimeError if this is called outside a loop, in a callback, on a coroutine that ran
   *     before, or on the very task that calls
   * @throws CancelledError if what is awaited was cancelled, or the task that awaits is
   */
  public static <T extends @Nullable Object> T await(Awaitable<T> awaitable) {
    try {
      return awaitable.await();
    } catch (Exception problem) {
      throw Sneaky.rethrow(problem);
    }
  }

  /**
   * The same, for an awaitable that may fail with the checked exception {@code E}: the compiler
   * lets you catch it, and asks you to.
   *
   * <pre>{@code
   * String page = await(fetching, IOException.class);
   * }</pre>
   */
  public static <T extends @Nullable Object, E extends Exception> T await(
      Awaitable<T> awaitable, Class<E> mayThrow) throws E {
    return await(awaitable);
  }

  /**
   * Lets the others run for {@code time}; at least once, also if it is zero or negative.
   *
   * @throws RuntimeError outside a coroutine
   */
  public static void sleep(Duration time) {
    Worker worker = here("sleep");
    worker.turns.sleep(worker, Times.nanos(time));
  }

  /** The same, in seconds: {@code sleep(0)} only lets the others have a turn. */
  public static void sleep(double seconds) {
    Worker worker = here("sleep");
    worker.turns.sleep(worker, Times.nanos(seconds));
  }

  private static Worker here(String what) {
    Worker worker = Worker.current();
    return worker != null ? worker : EventLoop.noWorker(what);
  }

  /** A task that runs {@code coroutine} in the running loop, soon. */
  public static <T extends @Nullable Object> Task<T> createTask(Awaitable<T> coroutine) {
    return EventLoop.getRunningLoop().createTask(coroutine);
  }

  /** A task that runs {@code coroutine}, which has no result. */
  public static Task<@Nullable Void> createTask(AsyncRunnable coroutine) {
    return EventLoop.getRunningLoop().createTask(coroutine);
  }

  /** A task with a name, for people. */
  public static <T extends @Nullable Object> Task<T> createTask(
      String name, Awaitable<T> coroutine) {
    return EventLoop.getRunningLoop().createTask(coroutine, name, null);
  }

  /** A task with a name, for people, without a result. */
  public static Task<@Nullable Void> createTask(String name, AsyncRunnable coroutine) {
    return EventLoop.getRunningLoop().createTask(coroutine, name, null);
  }

  /** {@code awaitable} itself if it is a future, else a task that runs it. */
  public static <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable) {
    return EventLoop.getRunningLoop().ensureFuture(awaitable);
  }

  /**
   * Runs them all at once. Its result is theirs, in the order of the arguments. The first that
   * fails makes the gather fail with the same exception; the others go on. Cancelling the gather
   * cancels them; one that is cancelled by itself is one that failed with {@link CancelledError}.
   */
  @SafeVarargs
  public static <T extends @Nullable Object> Future<List<T>> gather(
      Awaitable<? extends T>... awaitables) {
    return Gather.of(Arrays.asList(awaitables), false);
  }

  /** The same, of a collection. */
  public static <T extends @Nullable Object> Future<List<T>> gather(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gather.of(awaitables, false);
  }

  /**
   * Runs them all at once. With {@code returnExceptions} an exception is a result like any other,
   * in its place of the list, and the gather itself never fails.
   */
  public static Future<List<@Nullable Object>> gather(
      boolean returnExceptions, Collection<? extends Awaitable<?>> awaitables) {
    return Gather.of(awaitables, returnExceptions);
  }

  /** The same, of the arguments. */
  public static Future<List<@Nullable Object>> gather(
      boolean returnExceptions, Awaitable<?>... awaitables) {
    return Gather.of(Arrays.asList(awaitables), returnExceptions);
  }

  /** The task whose coroutine this is; null in a callback. */
  public static @Nullable Task<?> currentTask() {
    return EventLoop.getRunningLoop().currentTask();
  }
}
