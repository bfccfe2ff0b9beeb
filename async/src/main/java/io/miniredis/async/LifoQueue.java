package io.miniredis.async;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** A queue that gives the item that was put in last. */
public final class LifoQueue<T> extends Queue<T> {
  /** A queue without a limit. */
  public LifoQueue() {
    this(0);
  }

  /** A queue of at most {@code maxsize} items; 0 or less for no limit. */
  public LifoQueue(int maxsize) {
    super(maxsize, new ArrayDeque<>());
  }

  @Override
  T take(Collection<T> from) {
    return ((Deque<T>) from).removeLast();
  }
}
