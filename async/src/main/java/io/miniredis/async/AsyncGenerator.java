package io.miniredis.async;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that yields elements as they are asked for. Nothing of it runs before the first, and
 * between two of them it stands at its {@code yield}.
 *
 * <pre>{@code
 * AsyncGenerator<Integer> ticks = AsyncGenerator.of(out -> {
 *   for (int i = 0; i < 3; i++) {
 *     sleep(Duration.ofSeconds(1));
 *     out.yield(i);
 *   }
 * });
 * for (int tick : ticks) { ... }
 * }</pre>
 *
 * <p>It runs as a part of the task that asks, whose cancellation arrives in it. Close one that is
 * not iterated to its end by {@link #aclose()}, so that its {@code finally} blocks run in time; one
 * that is dropped is closed when it is collected, and all are when {@link Async#run} ends.
 *
 * @param <T> the type of the elements
 */
public final class AsyncGenerator<T extends @Nullable Object>
    implements AsyncIterator<T>, AsyncContext<AsyncGenerator<T>> {
  private static final Cleaner CLEANER = Cleaner.create();

  private final GeneratorFrame<T> frame;

  private AsyncGenerator(Body<T> body) {
    this.frame = new GeneratorFrame<>(body);
  }

  /** What a generator does. */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    /**
     * Yields elements until it returns.
     *
     * @throws Exception which the one who asked gets
     */
    void run(Yielder<T> out) throws Exception;
  }

  /** Where a generator's body yields to. */
  public interface Yielder<T extends @Nullable Object> {
    /**
     * Gives an element to who asked, and waits until the next is asked for.
     *
     * @return what was sent by {@link AsyncGenerator#asend}, else null
     */
    @Nullable Object yield(T element);
  }

  /** A generator that yields what {@code body} does. */
  public static <T extends @Nullable Object> AsyncGenerator<T> of(Body<T> body) {
    AsyncGenerator<T> generator = new AsyncGenerator<>(body);
    GeneratorFrame<T> frame = generator.frame;
    CLEANER.register(generator, frame::dropped);
    return generator;
  }

  /**
   * The next element.
   *
   * @throws StopAsyncIteration if the body has returned
   * @throws RuntimeError if another task waits for an element now
   */
  @Override
  public T anext() throws StopAsyncIteration {
    return frame.resume("anext()", null, null);
  }

  /**
   * The next element; {@code value} is what the waiting {@code yield} returns.
   *
   * @throws IllegalArgumentException if it has not begun and {@code value} is not null (Python's
   *     {@code TypeError})
   */
  public T asend(@Nullable Object value) throws StopAsyncIteration {
    return frame.resume("asend()", value, null);
  }

  /**
   * Throws {@code problem} at the waiting {@code yield}; gives the next element if that deals with
   * it.
   */
  public T athrow(Throwable problem) throws StopAsyncIteration {
    return frame.resume("athrow()", null, problem);
  }

  /**
   * Ends it: {@link CoroutineExit} is thrown at the waiting {@code yield}. Nothing happens if it is
   * over.
   *
   * @throws RuntimeError if it yields another element nevertheless, or runs
   */
  public void aclose() {
    frame.close();
  }

  @Override
  public AsyncGenerator<T> aenter() {
    return this;
  }

  /** Closes it: {@code with(generator, g -> ...)} is Python's {@code aclosing}. */
  @Override
  public boolean aexit(@Nullable Throwable problem) {
    aclose();
    return false;
  }
}
