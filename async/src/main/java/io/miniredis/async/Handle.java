package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** A callback that is to run; what {@link EventLoop#callSoon} returns. */
public class Handle {
  final EventLoop loop;
  final Context context;
  private @Nullable Runnable callback;

  Handle(EventLoop loop, @Nullable Runnable callback, Context context) {
    this.loop = loop;
    this.callback = callback;
    this.context = context;
  }

  /** Makes the callback not run. Nothing happens if it ran, or was cancelled before. */
  public void cancel() {
    callback = null;
  }

  /** Whether {@link #cancel()} was called before the callback ran. */
  public boolean cancelled() {
    return callback == null;
  }

  /** The context variables that the callback sees. */
  public Context context() {
    return context;
  }

  void run() {
    Runnable call = callback;
    if (call != null) {
      call.run();
    }
  }

  @Override
  public String toString() {
    return "<" + getClass().getSimpleName() + (cancelled() ? " cancelled>" : " " + callback + ">");
  }
}
