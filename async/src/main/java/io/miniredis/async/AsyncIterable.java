package io.miniredis.async;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What can be iterated by a coroutine that waits for the elements: Python's {@code async for} is a
 * plain {@code for} here, because a virtual thread may wait anywhere.
 *
 * <pre>{@code
 * for (String line : lines) {
 *   ...
 * }
 * }</pre>
 *
 * @param <T> the type of the elements
 */
@FunctionalInterface
public interface AsyncIterable<T extends @Nullable Object> extends Iterable<T> {
  /** An iterator over it. */
  AsyncIterator<T> aiter();

  /** The same as Java knows it: its {@code hasNext} waits for the next element. */
  @Override
  default Iterator<T> iterator() {
    return new AsyncFor<>(aiter());
  }
}
