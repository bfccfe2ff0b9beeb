package io.miniredis.server.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Work of a command that is too slow for an event loop (files, the disk): it runs in a thread of
 * its own while the command is held back, and the command runs again when it is done.
 *
 * @param <T> what it yields
 */
final class SlowWork<T> extends FutureTask<T> {
  private final Link link;

  private SlowWork(Callable<T> work, Link link) {
    super(work);
    this.link = link;
  }

  static <T> SlowWork<T> start(String name, Callable<T> work, Link link) {
    SlowWork<T> task = new SlowWork<>(work, link);
    Thread thread = new Thread(task, "mini-redis-" + name);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Does the work in this thread. */
  static <T> T now(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void done() {
    try {
      link.resume();
    } catch (RejectedExecutionException e) {
      // the server has ended meanwhile: nobody waits
    }
  }

  /** What it yielded or threw; it must be done. */
  T outcome() {
    try {
      return get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("asked for before it was done", e);
    }
  }
}
