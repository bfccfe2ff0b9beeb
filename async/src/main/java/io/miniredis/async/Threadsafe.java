package io.miniredis.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Bridges between a loop's futures and those of other threads. */
final class Threadsafe {
  private Threadsafe() {}

  static <T extends @Nullable Object> CompletableFuture<T> run(
      Awaitable<T> coroutine, EventLoop loop) {
    CompletableFuture<T> outside = new CompletableFuture<>();
    loop.callSoonThreadsafe(
        () -> {
          try {
            connect(loop.ensureFuture(coroutine), outside);
          } catch (RuntimeException refused) {
            outside.completeExceptionally(refused);
          }
        });
    return outside;
  }

  private static <T extends @Nullable Object> void connect(
      Future<T> inside, CompletableFuture<T> outside) {
    inside.whenDone(
        done -> {
          if (done.cancelled()) {
            outside.cancel(false);
            return;
          }
          Throwable problem = done.exception();
          if (problem == null) {
            outside.complete(done.result());
          } else {
            outside.completeExceptionally(problem);
          }
        });
    outside.whenComplete(
        (result, problem) -> {
          if (problem instanceof CancellationException && !inside.loop.isClosed()) {
            inside.loop.callSoonThreadsafe(inside::cancel);
          }
        });
  }

  static <T extends @Nullable Object> Future<T> wrap(CompletionStage<T> stage, EventLoop loop) {
    Future<T> inside = loop.createFuture();
    loop.agenda.abroad.incrementAndGet();
    stage.whenComplete(
        (result, problem) ->
            loop.ifOpen(
                () -> {
                  loop.agenda.abroad.decrementAndGet();
                  finish(inside, result, problem);
                }));
    inside.whenDone(
        done -> {
          if (done.cancelled()) {
            stage.toCompletableFuture().cancel(true);
          }
        });
    return inside;
  }

  private static <T extends @Nullable Object> void finish(
      Future<T> inside, T result, @Nullable Throwable problem) {
    if (inside.done()) {
      return;
    }
    if (problem == null) {
      inside.setResult(result);
    } else if (problem instanceof CancellationException) {
      inside.cancel();
    } else if (problem instanceof CompletionException && problem.getCause() != null) {
      inside.fail(problem.getCause());
    } else {
      inside.fail(problem);
    }
  }
}
