package io.miniredis.async;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop for several calls of {@link #run}, which keep its state and its context variables between
 * them. {@link #close()} cancels and awaits what is left.
 */
public final class Runner implements AutoCloseable {
  private final EventLoop loop;
  private final Context context = Context.current().copy();

  /** With a new loop. */
  public Runner() {
    this(EventLoop.newEventLoop());
  }

  /** With {@code loop}, which {@link #close()} closes. */
  public Runner(EventLoop loop) {
    this.loop = loop;
  }

  /** Its loop. */
  public EventLoop getLoop() {
    return loop;
  }

  /**
   * Runs {@code main} to its end. If the calling thread is interrupted, the task of {@code main} is
   * cancelled, and the thread stays marked as interrupted.
   *
   * @throws RuntimeError if a loop runs in this thread already
   */
  public <T extends @Nullable Object> T run(Awaitable<T> main) {
    EventLoop.refuseInLoop("Runner.run()");
    Task<T> task = loop.createTask(main, null, context);
    loop.onInterrupt = task::cancel;
    try {
      return loop.runUntilComplete(task);
    } finally {
      loop.onInterrupt = null;
    }
  }

  /**
   * Cancels the tasks that are left, awaits them, waits for the pools' threads, closes the loop.
   */
  @Override
  public void close() {
    if (loop.isClosed()) {
      return;
    }
    try {
      cancelAll();
      loop.runUntilComplete(loop.shutdownAsyncgens());
      loop.runUntilComplete(loop.shutdownDefaultExecutor());
    } finally {
      loop.close();
    }
  }

  private void cancelAll() {
    List<Task<?>> left = new ArrayList<>(loop.allTasks());
    if (left.isEmpty()) {
      return;
    }
    for (Task<?> task : left) {
      task.cancel();
    }
    loop.runUntilComplete(() -> Async.await(Async.gather(true, left)));
    for (Task<?> task : left) {
      Throwable problem = task.cancelled() ? null : task.exception();
      if (problem != null) {
        loop.reports.report(
            new Problem(
                "exception of " + task + " while it was cancelled at the end", problem, task));
      }
    }
  }
}
