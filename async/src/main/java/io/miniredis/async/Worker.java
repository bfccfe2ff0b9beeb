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

  /**
   * What is to begin here, or has begun: a {@link Task} or a {@link Runnable}; null: nothing yet.
   */
  @Nullable Object begin;

  /** The task whose coroutine waits on this thread. */
  @Nullable Task<?> waiting;

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

  /**
   * Runs one coroutine after the other. What is called from here calls as little as it can before
   * user code, and keeps as little as it can in its variables: every frame under a waiting
   * coroutine is kept on the heap.
   */
  @Override
  public void run() {
    while (!dismissed) {
      if (begin != null) {
        Object result = null;
        Throwable problem = null;
        try {
          Object body = open();
          if (body instanceof AsyncRunnable runnable) {
            runnable.run();
          } else if (body instanceof Awaitable<?> awaitable) {
            result = awaitable.await();
          } else {
            ((Runnable) body).run();
          }
        } catch (Throwable thrown) {
          problem = thrown;
        }
        close(result, problem);
      }
      if (!turns.next(this)) {
        return;
      }
    }
  }

  private Object open() {
    Object beginning = begin;
    if (beginning == null) {
      throw new AssertionError("there is nothing to begin");
    }
    return beginning instanceof Task<?> task ? task.open() : beginning;
  }

  private void close(@Nullable Object result, @Nullable Throwable problem) {
    Object ended = begin;
    begin = null;
    if (ended instanceof Task<?> task) {
      task.close(result, problem);
    } else if (problem != null) {
      turns.broken(problem);
    }
  }

  /** Lets the current task wait for {@code nanos}. */
  void sleep(long nanos) {
    if (turns.beginSleep(this, nanos)) {
      take();
    }
    turns.endWait(this);
  }

  /** Lets the current task wait until {@code future}, of the same loop, is done. */
  void await(Future<?> future) {
    if (turns.beginAwait(this, future)) {
      take();
    }
    turns.endWait(this);
  }

  @Override
  void onInterrupt() {
    interrupted = true;
  }

  @Override
  public void uncaughtException(Thread of, Throwable problem) {
    turns.broken(problem);
  }
}
