package io.miniredis.async;

/** A flag that coroutines of a loop wait for. */
public final class Event {
  private final WaitingLine waiters = new WaitingLine();
  private boolean set;

  /** A flag that is not set. */
  public Event() {}

  /** Whether the flag is set. */
  public boolean isSet() {
    return set;
  }

  /** Sets the flag: all who wait go on, also if it is cleared before their turn. */
  public void set() {
    if (!set) {
      set = true;
      waiters.wake(Integer.MAX_VALUE);
    }
  }

  /** Clears the flag: who comes now waits. */
  public void clear() {
    set = false;
  }

  /** Waits until the flag is set. (Not {@code wait}, which Java's objects have already.) */
  public void await() {
    if (!set) {
      waiters.await(waiters.join());
    }
  }

  @Override
  public String toString() {
    return "<Event " + (set ? "set" : "unset") + ", waiters:" + waiters.size() + ">";
  }
}
