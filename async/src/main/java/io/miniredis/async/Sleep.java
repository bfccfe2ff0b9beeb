package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** A task's sleep: a timer, and what the task waits for, in one object. */
final class Sleep extends TimerHandle implements Waitable {
  private final Task<?> sleeper;
  private boolean over;
  private boolean cancelled;

  Sleep(EventLoop loop, long when, Task<?> sleeper) {
    super(loop, when, null, sleeper.context);
    this.sleeper = sleeper;
  }

  @Override
  void run() {
    if (!over) {
      over = true;
      loop.agenda.ready.add(sleeper);
    }
  }

  @Override
  public boolean cancel(@Nullable String message) {
    if (over) {
      return false;
    }
    over = true;
    cancelled = true;
    sleeper.cancelMessage = message;
    loop.agenda.timers.remove(this);
    loop.agenda.ready.add(sleeper);
    return true;
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }
}
