package io.miniredis.server.engine;

/**
 * How an event loop goes on with its other clients while one of its commands runs long. For the
 * loop's thread alone.
 */
public final class LongRunning {
  private final Pushes pushes;
  private Runnable others = () -> {};
  private boolean hasOthers;
  private boolean inTask;
  private boolean lacksMemory;

  LongRunning(Pushes pushes) {
    this.pushes = pushes;
  }

  /**
   * Says how the loop's other clients are served. What may run long then runs {@linkplain #inTask
   * from a task} only.
   */
  public void others(Runnable others) {
    this.others = others;
    hasOthers = true;
  }

  /** Says whether commands run from a task of the event loop, not while it reads. */
  public void inTask(boolean yes) {
    inTask = yes;
  }

  /** Serves the loop's other clients; for a command that runs long. */
  void serveOthers() {
    pushes.hold(true);
    try {
      others.run();
    } finally {
      pushes.hold(false);
    }
  }

  /** Whether a command that may run long has to come again, from a task. */
  boolean putsOff() {
    return hasOthers && !inTask;
  }

  /** Has a command that may run long come again from a task, unless it runs from one. */
  boolean defers(Spec spec, Session session) {
    if (!putsOff() || !mayRunLong(spec, session)) {
      return false;
    }
    session.deferred = true;
    session.link().resume();
    return true;
  }

  /** Whether a command runs scripts, or those of a transaction. */
  static boolean mayRunLong(Spec spec, Session session) {
    return spec.runsScripts
        || (spec.locks() == Spec.Locks.TRANSACTION && session.transaction().runsScripts());
  }

  /** Whether memory had run out when the command that runs scripts began. */
  boolean lacksMemory() {
    return lacksMemory;
  }

  void lacksMemory(boolean yes) {
    lacksMemory = yes;
  }
}
