package io.miniredis.async;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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
    EventLoop.workerHere("sleep").sleep(Times.nanos(time));
  }

  /** The same, in seconds: {@code sleep(0)} only lets the others have a turn. */
  public static void sleep(double seconds) {
    EventLoop.workerHere("sleep").sleep(Times.nanos(seconds));
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
  @SuppressWarnings("varargs")
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

  /** All tasks of the running loop that are not done. */
  public static List<Task<?>> allTasks() {
    return EventLoop.getRunningLoop().allTasks();
  }

  /**
   * Enters {@code context}, runs {@code body} with what it gave, and leaves it, however the body
   * ends.
   *
   * @return what the body returned; null if the context dealt with what it threw
   */
  public static <C extends @Nullable Object, R extends @Nullable Object> R with(
      AsyncContext<C> context, AsyncContext.Body<? super C, R> body) {
    return With.run(context, body);
  }

  /**
   * The same for a body without a result. Write it in braces, {@code c -> { ... }}; if it never
   * comes to its end, because it throws or loops for ever, say the type as well: {@code (TaskGroup
   * c) -> { ... }}.
   */
  public static <C extends @Nullable Object> void with(
      AsyncContext<C> context, AsyncContext.VoidBody<? super C> body) {
    With.<C, @Nullable Void>run(
        context,
        entered -> {
          body.run(entered);
          return null;
        });
  }

  /**
   * The same for a body that does not look at what the context gave: {@code with(lock, () -> ...)}.
   */
  public static <C extends @Nullable Object, R extends @Nullable Object> R with(
      AsyncContext<C> context, Awaitable<R> body) {
    return With.run(context, entered -> body.await());
  }

  /** The same for a body that neither looks at what the context gave nor has a result. */
  public static <C extends @Nullable Object> void with(
      AsyncContext<C> context, AsyncRunnable body) {
    With.<C, @Nullable Void>run(
        context,
        entered -> {
          body.run();
          return null;
        });
  }

  /**
   * A context that gives its body {@code time}, and then cancels it and throws {@link
   * TimeoutError}; null for no limit, until {@link Timeout#reschedule} sets one.
   */
  public static Timeout timeout(@Nullable Duration time) {
    long now = EventLoop.getRunningLoop().time();
    return new Timeout(time == null ? Timeout.NEVER : Times.after(now, time));
  }

  /** The same, until a moment of {@link EventLoop#time()}. */
  public static Timeout timeoutAt(long when) {
    return new Timeout(when);
  }

  /**
   * Awaits {@code awaitable} for at most {@code time}; then it is cancelled, and when its clean-up
   * is over, {@link TimeoutError} is thrown. Null for no limit. With no time at all, only what is
   * done already gives a result.
   */
  public static <T extends @Nullable Object> T waitFor(
      Awaitable<T> awaitable, @Nullable Duration time) {
    return time == null ? await(awaitable) : Wait.atMost(awaitable, Times.nanos(time));
  }

  /**
   * Waits until all of {@code futures} are done. It cancels nothing and throws nothing of theirs.
   *
   * @throws IllegalArgumentException if there are none (Python's {@code ValueError})
   */
  public static <F extends Future<?>> Done<F> wait(Collection<F> futures) {
    return Wait.of(futures, ReturnWhen.ALL_COMPLETED, Timeout.NEVER);
  }

  /** Waits until {@code when} says it is enough. */
  public static <F extends Future<?>> Done<F> wait(Collection<F> futures, ReturnWhen when) {
    return Wait.of(futures, when, Timeout.NEVER);
  }

  /** Waits until {@code when} says it is enough, or {@code time} has passed, which is no error. */
  public static <F extends Future<?>> Done<F> wait(
      Collection<F> futures, ReturnWhen when, Duration time) {
    return Wait.of(futures, when, Times.nanos(time));
  }

  /** Runs them all at once, and gives them in the order in which they are done. */
  public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return new AsCompleted<>(awaitables, Timeout.NEVER);
  }

  /** The same; awaiting one that is not done after {@code time} throws {@link TimeoutError}. */
  public static <T extends @Nullable Object> AsCompleted<T> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables, Duration time) {
    return new AsCompleted<>(awaitables, Times.nanos(time));
  }

  /**
   * A future with the result of {@code awaitable}, whose cancellation does not cancel that: keep a
   * reference to the inner task if it is to be awaited then.
   */
  public static <T extends @Nullable Object> Future<T> shield(Awaitable<T> awaitable) {
    return Shield.of(awaitable);
  }

  /**
   * Runs {@code work}, which may block, in a thread of the loop's pool, with the context variables.
   */
  public static <T extends @Nullable Object> T toThread(Callable<T> work) {
    Context context = Context.current().copy();
    EventLoop loop = EventLoop.getRunningLoop();
    return loop.runInExecutor(null, () -> context.run(work::call)).await();
  }

  /** Runs {@code work}, which may block and has no result, in a thread of the loop's pool. */
  public static void toThread(AsyncRunnable work) {
    Async.<@Nullable Object>toThread(() -> Coroutine.run(work));
  }

  /**
   * Runs {@code work} in a thread of {@code executor}, null for the loop's pool for blocking work.
   */
  public static <T extends @Nullable Object> Future<T> runInExecutor(
      @Nullable Executor executor, Callable<T> work) {
    return EventLoop.getRunningLoop().runInExecutor(executor, work);
  }

  /**
   * The running loop's pool for calculations, a thread for each processor: what the process pool is
   * for in Python. {@code runInExecutor(cpuPool(), () -> sum(range))}.
   */
  public static Executor cpuPool() {
    return EventLoop.getRunningLoop().cpuPool();
  }

  /**
   * Runs {@code coroutine} in {@code loop}; for other threads, which may wait for the future.
   * Cancelling it cancels the task.
   */
  public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(
      Awaitable<T> coroutine, EventLoop loop) {
    return Threadsafe.run(coroutine, loop);
  }

  /**
   * A future of the running loop with what comes of {@code stage}. Cancelling it cancels the stage.
   */
  public static <T extends @Nullable Object> Future<T> wrapFuture(CompletionStage<T> stage) {
    return Threadsafe.wrap(stage, EventLoop.getRunningLoop());
  }
}
