package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** The future of {@link Async#shield}: it may be cancelled without the inner one being so. */
final class Shield<T extends @Nullable Object> extends Future<T> {
  private final Future<T> inner;
  private final DoneCallback<T> callback;

  private Shield(Future<T> inner) {
    super(inner.loop);
    this.inner = inner;
    this.callback = inner.whenDone(this::innerDone);
  }

  static <T extends @Nullable Object> Future<T> of(Awaitable<T> awaitable) {
    Future<T> inner = EventLoop.getRunningLoop().ensureFuture(awaitable);
    return inner.done() ? inner : new Shield<>(inner);
  }

  private void innerDone(Future<T> done) {
    if (done()) {
      // Cancelled before: nobody will ask for what the inner one threw.
      inner.markRetrieved();
    } else if (inner.cancelled()) {
      cancel(inner.cancelMessage);
    } else {
      Throwable problem = inner.exception();
      if (problem == null) {
        succeed(inner.result());
      } else {
        fail(problem);
      }
    }
  }

  @Override
  public boolean cancel(@Nullable String message) {
    boolean cancelled = super.cancel(message);
    if (cancelled && !inner.done()) {
      inner.forget(callback);
    }
    return cancelled;
  }
}
