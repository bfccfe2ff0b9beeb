package io.miniredis.server.engine;

import org.jspecify.annotations.Nullable;

/**
 * Has a shard looked after when the first of its values has something to be done. Guarded by the
 * shard's lock.
 */
final class Alarm {
  private final Deadlines deadlines;
  private final Ticks ticks;
  private final Runnable task;
  private Deadlines.@Nullable Deadline deadline;
  private long nanos;

  Alarm(Deadlines deadlines, Ticks ticks, Runnable task) {
    this.deadlines = deadlines;
    this.ticks = ticks;
    this.task = task;
  }

  boolean isSet() {
    return deadline != null;
  }

  /** Sets it to a time, a tick, if it is not set to one before. */
  void ringAt(long tick) {
    if (tick != Long.MAX_VALUE) {
      ringAtNanos(ticks.nanos(tick));
    }
  }

  void ringAtNanos(long at) {
    Deadlines.Deadline before = deadline;
    if (before == null || at - nanos < 0) {
      if (before != null) {
        deadlines.remove(before);
      }
      nanos = at;
      deadline = deadlines.add(at, task);
    }
  }

  /** It has rung, and is not set any more. */
  void rang() {
    Deadlines.Deadline before = deadline;
    if (before != null) {
      deadlines.remove(before); // another one that was set meanwhile
    }
    deadline = null;
  }
}
