package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** Where a number of coroutines wait for each other; all go on when the last has come. Reusable. */
public final class Barrier implements AsyncContext<Integer> {
  private enum State {
    FILLING,
    DRAINING,
    RESETTING,
    BROKEN
  }

  private final Condition condition = new Condition();
  private final int parties;
  private State state = State.FILLING;
  private int count;

  /**
   * For {@code parties} coroutines.
   *
   * @throws IllegalArgumentException if that is less than 1
   */
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("a barrier needs at least 1 party, was " + parties);
    }
    this.parties = parties;
  }

  /** How many must come. */
  public int parties() {
    return parties;
  }

  /** How many wait now. */
  public int nWaiting() {
    return state == State.FILLING ? count : 0;
  }

  /** Whether it was aborted. */
  public boolean broken() {
    return state == State.BROKEN;
  }

  /**
   * Waits until all have come. (Not {@code wait}, which Java's objects have already.)
   *
   * @return this one's number, from 0 to {@link #parties} - 1; each goes to one of them
   * @throws BrokenBarrierError if the barrier is broken, or is reset or aborted during the wait
   */
  public int await() {
    try (Held held = condition.hold()) {
      // Those of the round before leave first.
      condition.awaitFor(() -> state != State.DRAINING && state != State.RESETTING);
      if (state == State.BROKEN) {
        throw new BrokenBarrierError("the barrier was aborted; reset() makes it usable again");
      }
      int index = count++;
      try {
        if (index + 1 == parties) {
          state = State.DRAINING;
          condition.notifyEveryone();
        } else {
          condition.awaitFor(() -> state != State.FILLING);
          if (state == State.BROKEN || state == State.RESETTING) {
            throw new BrokenBarrierError("the barrier was aborted or reset during the wait");
          }
        }
        return index;
      } finally {
        count--;
        leave();
      }
    }
  }

  private void leave() {
    if (count == 0) {
      if (state == State.RESETTING || state == State.DRAINING) {
        state = State.FILLING;
      }
      condition.notifyEveryone();
    }
  }

  /** Makes it empty and whole again. Who waits gets {@link BrokenBarrierError}. */
  public void reset() {
    try (Held held = condition.hold()) {
      state = count > 0 ? State.RESETTING : State.FILLING;
      condition.notifyEveryone();
    }
  }

  /** Breaks it: who waits or comes gets {@link BrokenBarrierError}, until it is reset. */
  public void abort() {
    try (Held held = condition.hold()) {
      state = State.BROKEN;
      condition.notifyEveryone();
    }
  }

  @Override
  public Integer aenter() {
    return await();
  }

  @Override
  public boolean aexit(@Nullable Throwable problem) {
    return false;
  }

  @Override
  public String toString() {
    return "<Barrier " + state + ", waiters:" + nWaiting() + "/" + parties + ">";
  }
}
