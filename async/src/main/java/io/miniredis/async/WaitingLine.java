package io.miniredis.async;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Coroutines that wait for something, in the order they came. */
final class WaitingLine {
  private final ArrayDeque<Future<@Nullable Void>> line = new ArrayDeque<>();

  /** Joins the line; to be awaited by {@link #await}. */
  Future<@Nullable Void> join() {
    Future<@Nullable Void> place = new Future<>();
    line.addLast(place);
    return place;
  }

  /** Waits until it is this one's turn, and leaves the line however the wait ends. */
  void await(Future<@Nullable Void> place) {
    try {
      place.await();
    } finally {
      leave(place);
    }
  }

  /**
   * Waits until it is this one's turn, where {@link #wakeAndDrop} is what wakes: only a wait that
   * ends otherwise is still in the line.
   */
  void awaitDropped(Future<@Nullable Void> place) {
    try {
      place.await();
    } catch (Throwable problem) {
      place.cancel();
      leave(place);
      throw problem;
    }
  }

  private void leave(Future<@Nullable Void> place) {
    if (line.peekFirst() == place) {
      line.removeFirst();
    } else {
      line.remove(place);
    }
  }

  /** Wakes the first that was not woken yet; false if there is none. */
  boolean wakeNext() {
    for (Future<@Nullable Void> place : line) {
      if (!place.done()) {
        place.succeed(null);
        return true;
      }
    }
    return false;
  }

  /** Wakes the first in line, unless it was woken already. */
  void wakeFirst() {
    Future<@Nullable Void> first = line.peekFirst();
    if (first != null && !first.done()) {
      first.succeed(null);
    }
  }

  /** Wakes up to {@code most}; says how many. */
  int wake(int most) {
    int woken = 0;
    for (Future<@Nullable Void> place : line) {
      if (woken >= most) {
        break;
      }
      if (!place.done()) {
        place.succeed(null);
        woken++;
      }
    }
    return woken;
  }

  /** Wakes the first that was not woken, and forgets it and all woken ones before it. */
  void wakeAndDrop() {
    for (Future<@Nullable Void> place = line.pollFirst(); place != null; place = line.pollFirst()) {
      if (!place.done()) {
        place.succeed(null);
        return;
      }
    }
  }

  /** Wakes all, and forgets them. */
  void wakeAndDropAll() {
    while (!line.isEmpty()) {
      wakeAndDrop();
    }
  }

  /** Whether somebody waits whose wait was not cancelled. */
  boolean isAnyoneWaiting() {
    for (Future<@Nullable Void> place : line) {
      if (!place.cancelled()) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return line.size();
  }
}
