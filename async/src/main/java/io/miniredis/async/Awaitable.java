package io.miniredis.async;

/**
 * What can be awaited: a {@link Coroutine}, a {@link Future}, a {@link Task}, or anything of your
 * own that awaits other things to come to its result. A lambda is one:
 *
 * <pre>{@code
 * Awaitable<String> page = () -> {
 *   sleep(Duration.ofMillis(100));
 *   return "done";
 * };
 * String text = await(page);
 * }</pre>
 *
 * <p>In Python, {@code __await__} returns an iterator that the loop drives; here the body simply
 * runs in the coroutine that awaits it, on that coroutine's thread.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface Awaitable<T> {
  /**
   * Comes to the result, giving the turn away as often as that needs. Call it by {@link
   * Async#await(Awaitable)}, which asks for no {@code throws} clause.
   *
   * @throws Exception whatever the awaited thing failed with
   */
  T await() throws Exception;
}
