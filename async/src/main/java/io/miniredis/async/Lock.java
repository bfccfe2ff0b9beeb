package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * A lock that one coroutine of a loop holds at a time; first come, first served. Needed only where
 * others must keep out across an await.
 *
 * <pre>{@code
 * with(lock, () -> { ... });
 * try (var held = lock.hold()) { ... }
 * }</pre>
 *
 * <p>It is not reentrant, and any coroutine may release it.
 */
public final class Lock implements AsyncContext<@Nullable Void> {
  private final WaitingLine waiters = new WaitingLine();
  private boolean locked;

  /** A lock that nobody holds. */
  public Lock() {}

  /** Whether somebody holds it. */
  public boolean locked() {
    return locked;
  }

  /** Takes the lock, after all who came before. */
  public void acquire() {
    if (!locked && !waiters.isAnyoneWaiting()) {
      locked = true;
      return;
    }
    Future<@Nullable Void> place = waiters.join();
    try {
      waiters.await(place);
    } catch (CancelledError cancelled) {
      // The lock may have been offered to this one: the next is to have it.
      if (!locked) {
        waiters.wakeFirst();
      }
      throw cancelled;
    }
    locked = true;
  }

  /**
   * Lets the lock go, for the first in line.
   *
   * @throws RuntimeError if nobody holds it
   */
  public void release() {
    if (!locked) {
      throw new RuntimeError("the lock is not acquired, so it cannot be released");
    }
    locked = false;
    waiters.wakeFirst();
  }

  /** Takes the lock; closing what is returned lets it go. */
  public Held hold() {
    acquire();
    return new Held(this::release);
  }

  @Override
  public @Nullable Void aenter() {
    acquire();
    return null;
  }

  @Override
  public boolean aexit(@Nullable Throwable problem) {
    release();
    return false;
  }

  @Override
  public String toString() {
    return "<Lock " + (locked ? "locked" : "unlocked") + ", waiters:" + waiters.size() + ">";
  }
}
