package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * Gives elements one by one, and may wait for each.
 *
 * @param <T> the type of the elements
 */
public interface AsyncIterator<T extends @Nullable Object> extends AsyncIterable<T> {
  /**
   * The next element.
   *
   * @throws StopAsyncIteration if there is none any more
   * @throws Exception if it cannot be had
   */
  T anext() throws Exception;

  @Override
  default AsyncIterator<T> aiter() {
    return this;
  }
}
