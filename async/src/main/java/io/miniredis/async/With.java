package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** Enters, runs, leaves. */
final class With {
  private With() {}

  @SuppressWarnings("NullAway") // null only if the context swallowed what the body threw
  static <C extends @Nullable Object, R extends @Nullable Object> R run(
      AsyncContext<C> context, AsyncContext.Body<? super C, R> body) {
    try {
      C entered = context.aenter();
      R result;
      try {
        result = body.run(entered);
      } catch (Throwable problem) {
        if (leave(context, problem)) {
          return null;
        }
        throw problem;
      }
      context.aexit(null);
      return result;
    } catch (Exception problem) {
      throw Sneaky.rethrow(problem);
    }
  }

  private static boolean leave(AsyncContext<?> context, Throwable problem) throws Exception {
    try {
      return context.aexit(problem);
    } catch (Throwable worse) {
      if (worse != problem && worse.getCause() != problem) {
        worse.addSuppressed(problem);
      }
      throw worse;
    }
  }
}
