package io.miniredis.async;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A callback of a future: in the future's list while that is pending, then among what is ready. */
final class DoneCallback<T extends @Nullable Object> extends Handle {
  private final Future<T> future;
  private final Consumer<? super Future<T>> callback;

  DoneCallback(Future<T> future, Consumer<? super Future<T>> callback, Context context) {
    super(future.loop, null, context);
    this.future = future;
    this.callback = callback;
  }

  boolean is(Object other) {
    return callback.equals(other);
  }

  @Override
  void run() {
    callback.accept(future);
  }

  @Override
  public String toString() {
    return "<done callback " + callback + " of " + future + ">";
  }
}
