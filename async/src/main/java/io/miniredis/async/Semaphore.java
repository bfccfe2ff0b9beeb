package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** A number of permits; who finds none waits, first come, first served. */
public class Semaphore implements AsyncContext<@Nullable Void> {
  private final WaitingLine waiters = new WaitingLine();
  private int value;

  /**
   * With {@code value} permits.
   *
   * @throws IllegalArgumentException if that is negative
   */
  public Semaphore(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("a semaphore's value must be at least 0, was " + value);
    }
    this.value = value;
  }

  /** With one permit. */
  public Semaphore() {
    this(1);
  }

  final int value() {
    return value;
  }

  /** Whether {@link #acquire} would wait. */
  public final boolean locked() {
    return value == 0 || waiters.isAnyoneWaiting();
  }

  /** Takes a permit, after all who came before. */
  public final void acquire() {
    if (!locked()) {
      value--;
      return;
    }
    Future<@Nullable Void> place = waiters.join();
    try {
      waiters.await(place);
    } catch (CancelledError cancelled) {
      if (place.done() && !place.cancelled()) {
        // The permit had come, and goes back.
        value++;
      }
      throw cancelled;
    } finally {
      // Several permits may have come while nobody's turn was.
      boolean woken = true;
      while (woken && value > 0) {
        woken = handOn();
      }
    }
  }

  /** Gives a permit back; the first in line has it. */
  public void release() {
    value++;
    handOn();
  }

  private boolean handOn() {
    boolean woken = waiters.wakeNext();
    if (woken) {
      value--;
    }
    return woken;
  }

  /** Takes a permit; closing what is returned gives it back. */
  public final Held hold() {
    acquire();
    return new Held(this::release);
  }

  @Override
  public final @Nullable Void aenter() {
    acquire();
    return null;
  }

  @Override
  public final boolean aexit(@Nullable Throwable problem) {
    release();
    return false;
  }

  @Override
  public String toString() {
    return "<Semaphore "
        + (locked() ? "locked" : "unlocked, value:" + value)
        + ", waiters:"
        + waiters.size()
        + ">";
  }
}
