package io.miniredis.async;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Work in a thread of an executor, whose end is told to the loop. */
final class Job<T extends @Nullable Object> implements Runnable {
  private final Future<T> future;
  private final Callable<T> work;
  private volatile boolean cancelled;

  Job(Future<T> future, Callable<T> work) {
    this.future = future;
    this.work = work;
  }

  /** Work that has not begun when its future is cancelled never will. What has begun goes on. */
  void stopIfCancelled() {
    cancelled = future.cancelled();
  }

  @Override
  public void run() {
    if (cancelled) {
      finish(() -> {});
      return;
    }
    try {
      T result = work.call();
      finish(() -> future.setResult(result));
    } catch (Throwable problem) {
      finish(() -> future.fail(problem));
    }
  }

  private void finish(Runnable end) {
    EventLoop loop = future.loop;
    Handle handle =
        new Handle(
            loop,
            () -> {
              loop.agenda.abroad.decrementAndGet();
              if (!future.done()) {
                end.run();
              }
            },
            new Context());
    if (!loop.isClosed()) {
      loop.agenda.fromOutside(handle);
    }
  }
}
