package io.miniredis.async;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers that wait, a binary heap by time; equal times in order of arrival. Each timer knows
 * its place, so that a cancelled one leaves at once.
 */
final class Timers {
  private @Nullable TimerHandle[] heap = new @Nullable TimerHandle[16];
  private int size;
  private int arrivals;

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * When the first timer is due, in nanoseconds of the loop's clock; {@code Long.MAX_VALUE}: none.
   */
  long first() {
    TimerHandle first = heap[0];
    return first == null ? Long.MAX_VALUE : first.when;
  }

  void add(TimerHandle timer) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    timer.arrival = arrivals++;
    up(size++, timer);
  }

  /** Takes the first timer out if it is due at {@code now}. */
  @Nullable TimerHandle pollDue(long now) {
    TimerHandle first = heap[0];
    if (first == null || first.when > now) {
      return null;
    }
    remove(first);
    return first;
  }

  void remove(TimerHandle timer) {
    int place = timer.place;
    if (place < 0) {
      return;
    }
    timer.place = -1;
    TimerHandle last = at(--size);
    heap[size] = null;
    if (last != timer) {
      up(place, last);
      if (last.place == place) {
        down(place, last);
      }
    }
  }

  private TimerHandle at(int place) {
    TimerHandle timer = heap[place];
    if (timer == null) {
      throw new AssertionError("no timer at " + place + " of " + size);
    }
    return timer;
  }

  private void up(int place, TimerHandle timer) {
    while (place > 0) {
      int parent = (place - 1) >>> 1;
      TimerHandle other = at(parent);
      if (!timer.isBefore(other)) {
        break;
      }
      put(place, other);
      place = parent;
    }
    put(place, timer);
  }

  private void down(int place, TimerHandle timer) {
    for (; ; ) {
      int child = 2 * place + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && at(child + 1).isBefore(at(child))) {
        child++;
      }
      TimerHandle other = at(child);
      if (!other.isBefore(timer)) {
        break;
      }
      put(place, other);
      place = child;
    }
    put(place, timer);
  }

  private void put(int place, TimerHandle timer) {
    heap[place] = timer;
    timer.place = place;
  }
}
