package io.miniredis.async;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue between coroutines of a loop, first in, first out. Who puts waits while it is full, who
 * gets waits while it is empty; both are served in the order they came.
 *
 * @param <T> the type of the items, which are never null
 */
public class Queue<T> {
  private final int maxsize;
  private final Collection<T> items;
  private final WaitingLine getters = new WaitingLine();
  private final WaitingLine putters = new WaitingLine();
  private final Event finished = new Event();
  private int unfinished;
  private boolean shutDown;

  /** A queue without a limit. */
  public Queue() {
    this(0);
  }

  /** A queue of at most {@code maxsize} items; 0 or less for no limit. */
  public Queue(int maxsize) {
    this(maxsize, new ArrayDeque<>());
  }

  Queue(int maxsize, Collection<T> items) {
    this.maxsize = maxsize;
    this.items = items;
    finished.set();
  }

  /** Takes the item whose turn it is; there is one. */
  T take(Collection<T> from) {
    return ((Deque<T>) from).removeFirst();
  }

  /** How many items are in it. */
  public final int qsize() {
    return items.size();
  }

  /** How many items it may hold; 0 or less for no limit. */
  public final int maxsize() {
    return maxsize;
  }

  /** Whether nothing is in it. */
  public final boolean empty() {
    return items.isEmpty();
  }

  /** Whether it has no room. */
  public final boolean full() {
    return maxsize > 0 && items.size() >= maxsize;
  }

  /**
   * Puts an item in, waiting for room.
   *
   * @throws QueueShutDown if the queue is shut down, before or during the wait
   */
  public final void put(T item) {
    while (full()) {
      if (shutDown) {
        break;
      }
      Future<@Nullable Void> place = putters.join();
      try {
        putters.awaitDropped(place);
      } catch (Throwable problem) {
        if (!full() && !place.cancelled()) {
          // Room had come for this one: it is the next one's.
          putters.wakeAndDrop();
        }
        throw problem;
      }
    }
    putNowait(item);
  }

  /**
   * Puts an item in.
   *
   * @throws QueueFull if there is no room
   * @throws QueueShutDown if the queue is shut down
   */
  public final void putNowait(T item) {
    Objects.requireNonNull(item, "item");
    if (shutDown) {
      throw new QueueShutDown("the queue was shut down: it takes no items any more");
    }
    if (full()) {
      throw new QueueFull(
          "the queue is full: it holds " + maxsize + " items; put() waits for room");
    }
    items.add(item);
    unfinished++;
    finished.clear();
    getters.wakeAndDrop();
  }

  /**
   * Takes the next item, waiting for one.
   *
   * @throws QueueShutDown if the queue is empty and shut down, before or during the wait
   */
  public final T get() {
    while (items.isEmpty()) {
      if (shutDown) {
        break;
      }
      Future<@Nullable Void> place = getters.join();
      try {
        getters.awaitDropped(place);
      } catch (Throwable problem) {
        if (!items.isEmpty() && !place.cancelled()) {
          // An item had come for this one: it is the next one's.
          getters.wakeAndDrop();
        }
        throw problem;
      }
    }
    return getNowait();
  }

  /**
   * Takes the next item.
   *
   * @throws QueueEmpty if there is none
   * @throws QueueShutDown if there is none and the queue is shut down
   */
  public final T getNowait() {
    if (items.isEmpty()) {
      if (shutDown) {
        throw new QueueShutDown("the queue was shut down, and nothing is left in it");
      }
      throw new QueueEmpty("the queue is empty; get() waits for an item");
    }
    T item = take(items);
    putters.wakeAndDrop();
    return item;
  }

  /**
   * Says that the work on one item that was taken is done.
   *
   * @throws IllegalStateException if it is called more often than items were put in (Python's
   *     {@code ValueError})
   */
  public final void taskDone() {
    if (unfinished <= 0) {
      throw new IllegalStateException("taskDone() was called more often than items were put in");
    }
    unfinished--;
    if (unfinished == 0) {
      finished.set();
    }
  }

  /** Waits until {@link #taskDone} was called for every item that was put in. */
  public final void join() {
    if (unfinished > 0) {
      finished.await();
    }
  }

  /** Shuts the queue down: puts fail, gets give what is left and then fail. */
  public final void shutdown() {
    shutdown(false);
  }

  /**
   * Shuts the queue down: puts fail, gets give what is left and then fail. With {@code immediate}
   * what is left is thrown away and counts as done.
   */
  public final void shutdown(boolean immediate) {
    shutDown = true;
    if (immediate) {
      while (!items.isEmpty()) {
        take(items);
        if (unfinished > 0) {
          unfinished--;
        }
      }
      if (unfinished == 0) {
        finished.set();
      }
    }
    getters.wakeAndDropAll();
    putters.wakeAndDropAll();
  }

  @Override
  public String toString() {
    return "<"
        + getClass().getSimpleName()
        + " maxsize="
        + maxsize
        + " items="
        + items
        + " tasks="
        + unfinished
        + (shutDown ? " shutdown>" : ">");
  }
}
