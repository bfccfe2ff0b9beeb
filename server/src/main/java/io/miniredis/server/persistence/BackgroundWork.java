package io.miniredis.server.persistence;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writing all data takes its time, so a thread of its own does it: one such work at a time. */
final class BackgroundWork {
  /** What is done. */
  enum Kind {
    NONE,
    SAVE,
    REWRITE,
    /** Everything is loaded again. */
    LOAD,
    /** Following changes ends. */
    END
  }

  private final AtomicReference<Kind> current = new AtomicReference<>(Kind.NONE);
  private final Set<Kind> scheduled = ConcurrentHashMap.newKeySet();
  private volatile long begun;
  private volatile @Nullable Thread thread;
  private volatile Runnable cancel = () -> {};

  /** What is being done. */
  Kind current() {
    return current.get();
  }

  /** Since when it is being done: nanoseconds. */
  long begunNanos() {
    return begun;
  }

  /** Has something done by a thread of its own; false if other work is under way. */
  boolean start(Kind kind, Runnable work) {
    if (!occupy(kind)) {
      return false;
    }
    Thread worker =
        new Thread(
            () -> {
              try {
                work.run();
              } finally {
                done();
              }
            },
            "mini-redis-save");
    worker.setDaemon(true);
    thread = worker;
    worker.start();
    return true;
  }

  /** Says that the caller does something; false if other work is under way. */
  boolean occupy(Kind kind) {
    begun = System.nanoTime();
    return current.compareAndSet(Kind.NONE, kind);
  }

  /** What was begun is done. */
  void done() {
    cancel = () -> {};
    current.set(Kind.NONE);
  }

  /** How to have what is done end early. */
  void cancelBy(Runnable way) {
    cancel = way;
  }

  /** Has something be done when there is nothing else to do. */
  void schedule(Kind kind) {
    scheduled.add(kind);
  }

  /** Whether something is to be done when there is nothing else to do. */
  boolean isScheduled(Kind kind) {
    return scheduled.contains(kind);
  }

  /** What is to be done now; NONE if nothing, or something is being done. */
  Kind takeScheduled() {
    if (current.get() == Kind.NONE) {
      for (Kind kind : EnumSet.of(Kind.REWRITE, Kind.SAVE)) {
        if (scheduled.remove(kind)) {
          return kind;
        }
      }
    }
    return Kind.NONE;
  }

  /** Cancels what is being done, and waits for its end. */
  void endAll() {
    scheduled.clear();
    cancel.run();
    Thread worker = thread;
    boolean interrupted = false;
    while (worker != null && worker.isAlive()) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
