package io.miniredis.async;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread of a loop. It runs coroutines from their beginnings; while one of them waits,
 * the thread waits with it. When its coroutine ends it goes on with the next one, or sits idle.
 *
 * <p>It is its thread's handler of uncaught exceptions, which is how a thread is asked whether it
 * is a loop's, and whose: cheaper in time and memory than a {@code ThreadLocal} in a million
 * threads.
 */
final class Worker extends Seat implements Runnable, UncaughtExceptionHandler {
  final Turns turns;
  private final Thread thread;
  private boolean started;

  /** What to begin when the turn comes; null: look for something. */
  @Nullable Runnable begin;

  /** Who gets the turn when what was begun has ended; null: whoever is next. */
  @Nullable Seat returnTo;

  /** Whether the thread was interrupted before its coroutine began to wait. */
  boolean interrupted;

  /** Its thread ends instead of sitting idle. Set and read by this thread alone. */
  boolean leaving;

  /** Set before the turn is given for the last time. */
  boolean dismissed;

  Worker(Turns turns) {
    this.turns = turns;
    this.thread =
        Thread.ofVirtual()
            .inheritInheritableThreadLocals(false)
            .uncaughtExceptionHandler(this)
            .unstarted(this);
  }

  /** The worker whose thread this is, or null. */
  static @Nullable Worker current() {
    return of(Thread.currentThread());
  }

  static @Nullable Worker of(Thread thread) {
    return thread.getUncaughtExceptionHandler() instanceof Worker worker ? worker : null;
  }

  @Override
  Thread thread() {
    return thread;
  }

  /** Gives the turn to this worker, which was made or fetched for a beginning. */
  void go() {
    if (started) {
      give();
    } else {
      started = true;
      thread.start();
    }
  }

  @Override
  public void run() {
    while (!dismissed) {
      Runnable beginning = begin;
      if (beginning != null) {
        begin = null;
        beginning.run();
        // What a waiting thread has in its frames is not collected.
        beginning = null;
      }
      if (!turns.next(this)) {
        return;
      }
    }
  }

  @Override
  public void uncaughtException(Thread of, Throwable problem) {
    turns.broken(problem);
  }
}
