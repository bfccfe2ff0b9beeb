package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** A callback that is to run later; what {@link EventLoop#callLater} and {@code callAt} return. */
public class TimerHandle extends Handle {
  final long when;
  int arrival;
  int place = -1;

  TimerHandle(EventLoop loop, long when, @Nullable Runnable callback, Context context) {
    super(loop, callback, context);
    this.when = when;
  }

  /** When the callback is due, in nanoseconds of {@link EventLoop#time()}. */
  public long when() {
    return when;
  }

  @Override
  public void cancel() {
    super.cancel();
    loop.agenda.timers.remove(this);
  }

  final boolean isBefore(TimerHandle other) {
    return when != other.when ? when < other.when : arrival - other.arrival < 0;
  }
}
