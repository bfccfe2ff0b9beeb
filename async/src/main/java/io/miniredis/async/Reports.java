package io.miniredis.async;

import io.miniredis.async.EventLoop.ExceptionHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loop has to tell people: what went wrong unheard, and in debug mode who is slow. */
final class Reports {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  /**
   * A loop that is closed with more pending tasks tells of so many, and how many more there were.
   */
  private static final int MOST_DESTROYED = 20;

  private final EventLoop loop;
  private final Set<Failure> unretrieved = ConcurrentHashMap.newKeySet();

  /** Null: what is reported is logged. */
  volatile @Nullable ExceptionHandler handler;

  /** A step that keeps the turn so long is told of in debug mode. */
  long slowNanos = 100_000_000;

  Reports(EventLoop loop) {
    this.loop = loop;
  }

  void report(Problem problem) {
    ExceptionHandler told = handler;
    if (told == null) {
      log(problem);
      return;
    }
    try {
      told.handle(loop, problem);
    } catch (Throwable failed) {
      log(problem);
      log(new Problem("the exception handler itself failed", failed, null));
    }
  }

  void log(Problem problem) {
    LOG.error(problem.message(), problem.exception());
  }

  /** Reports in the loop if it runs, else here. */
  void reportFromAnywhere(Problem problem) {
    if (loop.isClosed() || !loop.isRunning()) {
      report(problem);
    } else {
      loop.ifOpen(() -> report(problem));
    }
  }

  /** Tells of the tasks that a loop is closed under, the newest first. */
  void tellDestroyed(Tasks pending) {
    int told = 0;
    Task<?> task = pending.newest();
    for (; task != null && told < MOST_DESTROYED; task = task.older) {
      report(new Problem("task was destroyed but it is pending: " + task, null, task));
      told++;
    }
    int more = 0;
    for (; task != null; task = task.older) {
      more++;
    }
    if (more > 0) {
      report(new Problem(more + " more tasks were destroyed but they are pending", null, null));
    }
  }

  void tellIfSlow(Object what, long nanos) {
    if (nanos >= slowNanos) {
      LOG.warn(
          "{} kept the turn for {} ms: nobody else of its loop could run", what, nanos / 1_000_000);
    }
  }

  void watch(Failure failure) {
    unretrieved.add(failure);
  }

  /** Whether it was still watched. */
  boolean forget(Failure failure) {
    return unretrieved.remove(failure);
  }

  /** Tells of all exceptions that nobody asked for. */
  void tellUnretrieved() {
    for (Failure failure : unretrieved) {
      failure.run();
    }
  }
}
