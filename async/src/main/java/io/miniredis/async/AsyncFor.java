package io.miniredis.async;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An {@link AsyncIterator} for Java's {@code for}: one element ahead, never more. */
final class AsyncFor<T extends @Nullable Object> implements Iterator<T> {
  private final AsyncIterator<T> source;
  private @Nullable Ahead<T> ahead;
  private boolean over;

  private record Ahead<T extends @Nullable Object>(T element) {}

  AsyncFor(AsyncIterator<T> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !over) {
      try {
        ahead = new Ahead<>(source.anext());
      } catch (StopAsyncIteration end) {
        over = true;
      } catch (Exception problem) {
        throw Sneaky.rethrow(problem);
      }
    }
    return ahead != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the iteration is over");
    }
    Ahead<T> next = ahead;
    ahead = null;
    if (next == null) {
      throw new AssertionError("an element was there");
    }
    return next.element();
  }
}
