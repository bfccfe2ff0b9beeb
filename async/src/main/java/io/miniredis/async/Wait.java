package io.miniredis.async;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The waits of {@link Async#wait} and {@link Async#waitFor}. */
final class Wait {
  private Wait() {}

  static <F extends Future<?>> Done<F> of(
      Collection<F> futures, ReturnWhen when, long timeoutNanos) {
    Set<F> all = new LinkedHashSet<>(futures);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("the set of tasks and futures to wait for is empty");
    }
    EventLoop loop = EventLoop.getRunningLoop();
    for (F future : all) {
      loop.checkMine(future);
    }
    await(loop, all, when, timeoutNanos);
    Set<F> done = new LinkedHashSet<>();
    Set<F> pending = new LinkedHashSet<>();
    for (F future : all) {
      (future.done() ? done : pending).add(future);
    }
    return new Done<>(done, pending);
  }

  private static boolean failed(Future<?> future) {
    return !future.cancelled() && future.exception() != null;
  }

  /** Counts completions until it is enough, and takes its callbacks away whatever happens. */
  private static final class Counter {
    private final Future<@Nullable Void> enough;
    private final ReturnWhen when;
    private int left;

    Counter(EventLoop loop, ReturnWhen when) {
      this.enough = loop.createFuture();
      this.when = when;
    }

    <T extends @Nullable Object> Runnable watch(Future<T> future) {
      left++;
      DoneCallback<T> callback = future.whenDone(this::completed);
      return () -> future.forget(callback);
    }

    private void completed(Future<?> future) {
      left--;
      if ((left == 0
              || when == ReturnWhen.FIRST_COMPLETED
              || (when == ReturnWhen.FIRST_EXCEPTION && failed(future)))
          && !enough.done()) {
        enough.setResult(null);
      }
    }
  }

  private static void await(
      EventLoop loop, Set<? extends Future<?>> futures, ReturnWhen when, long timeoutNanos) {
    Counter counter = new Counter(loop, when);
    Set<Runnable> undo = new LinkedHashSet<>();
    for (Future<?> future : futures) {
      // One that is done counts in the next iteration, as in asyncio: a wait always gives the turn
      // away.
      undo.add(counter.watch(future));
    }
    Handle alarm = alarm(loop, counter.enough, timeoutNanos);
    try {
      counter.enough.await();
    } finally {
      if (alarm != null) {
        alarm.cancel();
      }
      undo.forEach(Runnable::run);
    }
  }

  private static @Nullable Handle alarm(
      EventLoop loop, Future<@Nullable Void> enough, long timeoutNanos) {
    if (timeoutNanos == Timeout.NEVER) {
      return null;
    }
    return loop.callAt(
        Times.after(loop.time(), timeoutNanos),
        () -> {
          if (!enough.done()) {
            enough.setResult(null);
          }
        });
  }

  /** Waits for {@code awaitable} at most {@code timeoutNanos}, then cancels it. */
  static <T extends @Nullable Object> T atMost(Awaitable<T> awaitable, long timeoutNanos) {
    EventLoop loop = EventLoop.getRunningLoop();
    if (timeoutNanos > 0) {
      return Async.with(
          new Timeout(Times.after(loop.time(), timeoutNanos)),
          (AsyncContext.Body<Timeout, T>) timeout -> awaitable.await());
    }
    Future<T> future = loop.ensureFuture(awaitable);
    if (!future.done()) {
      cancelAndAwait(loop, future);
    }
    try {
      return future.result();
    } catch (CancelledError cancelled) {
      throw new TimeoutError("the time was up before it began", cancelled);
    }
  }

  private static <T extends @Nullable Object> void cancelAndAwait(
      EventLoop loop, Future<T> future) {
    Future<@Nullable Void> released = loop.createFuture();
    DoneCallback<T> callback =
        future.whenDone(
            done -> {
              if (!released.done()) {
                released.setResult(null);
              }
            });
    try {
      future.cancel();
      released.await();
    } finally {
      future.forget(callback);
    }
  }
}
