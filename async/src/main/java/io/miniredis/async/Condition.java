package io.miniredis.async;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A condition that coroutines wait for while they let go of its lock. */
public final class Condition implements AsyncContext<@Nullable Void> {
  private final Lock lock;
  private final WaitingLine waiters = new WaitingLine();

  /** With a lock of its own. */
  public Condition() {
    this(new Lock());
  }

  /** With {@code lock}, which may be shared. */
  public Condition(Lock lock) {
    this.lock = lock;
  }

  /** Whether its lock is held. */
  public boolean locked() {
    return lock.locked();
  }

  /** Takes its lock. */
  public void acquire() {
    lock.acquire();
  }

  /** Lets its lock go. */
  public void release() {
    lock.release();
  }

  /** Takes its lock; closing what is returned lets it go. */
  public Held hold() {
    return lock.hold();
  }

  /**
   * Lets the lock go, waits to be notified, and takes the lock again; that also when it is
   * cancelled. It may come back without the condition being true: see {@link #awaitFor}. (Not
   * {@code wait}, which Java's objects have already.)
   *
   * @throws RuntimeError if the lock is not held
   */
  public void await() {
    if (!lock.locked()) {
      throw new RuntimeError("cannot wait for a condition whose lock is not acquired");
    }
    Future<@Nullable Void> place = waiters.join();
    try {
      lock.release();
      try {
        waiters.await(place);
      } finally {
        acquireWhateverHappens();
      }
    } catch (Throwable problem) {
      // A notification that came to this one is for the next.
      waiters.wake(1);
      throw problem;
    }
  }

  /** Cancelled meanwhile, it still takes the lock, and then is cancelled. */
  private void acquireWhateverHappens() {
    CancelledError cancelled = null;
    for (; ; ) {
      try {
        lock.acquire();
        break;
      } catch (CancelledError again) {
        cancelled = again;
      }
    }
    if (cancelled != null) {
      throw cancelled;
    }
  }

  /** Waits until {@code predicate} is true, which is asked now and after each notification. */
  public void awaitFor(BooleanSupplier predicate) {
    while (!predicate.getAsBoolean()) {
      await();
    }
  }

  /**
   * Wakes the first {@code n} that wait. They go on when they have the lock.
   *
   * @throws RuntimeError if the lock is not held
   */
  public void notify(int n) {
    if (!lock.locked()) {
      throw new RuntimeError("cannot notify a condition whose lock is not acquired");
    }
    waiters.wake(n);
  }

  /**
   * Wakes the first that waits. (Python's {@code notify()}; the name is taken by Java's objects.)
   */
  public void notifyOne() {
    notify(1);
  }

  /** Wakes all that wait. (Python's {@code notify_all()}.) */
  public void notifyEveryone() {
    notify(Integer.MAX_VALUE);
  }

  @Override
  public @Nullable Void aenter() {
    return lock.aenter();
  }

  @Override
  public boolean aexit(@Nullable Throwable problem) {
    return lock.aexit(problem);
  }

  @Override
  public String toString() {
    return "<Condition " + (locked() ? "locked" : "unlocked") + ", waiters:" + waiters.size() + ">";
  }
}
