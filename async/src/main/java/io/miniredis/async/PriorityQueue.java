package io.miniredis.async;

import java.util.Collection;
import java.util.Comparator;

/** A queue that gives the smallest item. Which of equal ones comes first is not said. */
public final class PriorityQueue<T> extends Queue<T> {
  /** A queue without a limit, of items that can be compared. */
  public static <T extends Comparable<? super T>> PriorityQueue<T> create() {
    return create(0);
  }

  /** A queue of at most {@code maxsize} items that can be compared; 0 or less for no limit. */
  public static <T extends Comparable<? super T>> PriorityQueue<T> create(int maxsize) {
    return new PriorityQueue<>(maxsize, Comparator.naturalOrder());
  }

  /** A queue of at most {@code maxsize} items in the order of {@code comparator}. */
  public PriorityQueue(int maxsize, Comparator<? super T> comparator) {
    super(maxsize, new java.util.PriorityQueue<>(comparator));
  }

  @Override
  T take(Collection<T> from) {
    return ((java.util.PriorityQueue<T>) from).remove();
  }
}
