package io.miniredis.async;

import java.lang.ref.Cleaner;

/**
 * What a future failed with, and whether anybody knows. It outlives its future: when that is
 * collected and nobody asked, the loop is told. It must not refer to the future.
 */
final class Failure implements Runnable {
  private static final Cleaner CLEANER = Cleaner.create();

  final Throwable exception;
  private final EventLoop loop;
  private final String whose;
  private volatile boolean retrieved;
  private final Cleaner.Cleanable watch;

  Failure(Future<?> future, Throwable exception) {
    this.exception = exception;
    this.loop = future.loop;
    this.whose = future instanceof Task<?> task ? "task " + task.getName() : "future";
    loop.reports.watch(this);
    this.watch = CLEANER.register(future, this);
  }

  void retrieved() {
    if (!retrieved) {
      retrieved = true;
      loop.reports.forget(this);
      watch.clean();
    }
  }

  /** The future is gone, or the loop closes. */
  @Override
  public void run() {
    if (!retrieved && loop.reports.forget(this)) {
      loop.reports.reportFromAnywhere(
          new Problem("exception of " + whose + " was never retrieved", exception, null));
    }
  }
}
