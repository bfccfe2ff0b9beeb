package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * Cancels the body that runs in it when its time has come, and turns that cancellation into a
 * {@link TimeoutError}. Made by {@link Async#timeout} and {@link Async#timeoutAt}.
 */
public final class Timeout implements AsyncContext<Timeout> {
  private enum State {
    CREATED("created"),
    ENTERED("active"),
    EXPIRING("expiring"),
    EXPIRED("expired"),
    EXITED("finished");

    private final String text;

    State(String text) {
      this.text = text;
    }
  }

  /** No time. */
  static final long NEVER = Long.MAX_VALUE;

  private State state = State.CREATED;
  private long when;
  private @Nullable Handle alarm;
  private @Nullable Task<?> task;
  private int cancelling;

  Timeout(long when) {
    this.when = when;
  }

  /**
   * When it expires, in nanoseconds of {@link EventLoop#time()}; {@code Long.MAX_VALUE} for never.
   */
  public long when() {
    return when;
  }

  /**
   * Sets another time; {@code Long.MAX_VALUE} for none, one that has passed for now.
   *
   * @throws RuntimeError if it was not entered, or is over
   */
  public void reschedule(long newWhen) {
    if (state == State.CREATED) {
      throw new RuntimeError("this timeout has not been entered: use it by Async.with");
    }
    if (state != State.ENTERED) {
      throw new RuntimeError("cannot change the time of a timeout that is " + state.text);
    }
    when = newWhen;
    Handle before = alarm;
    if (before != null) {
      before.cancel();
    }
    EventLoop loop = owner().loop;
    if (newWhen == NEVER) {
      alarm = null;
    } else if (newWhen <= loop.time()) {
      alarm = loop.callSoon(this::expire);
    } else {
      alarm = loop.callAt(newWhen, this::expire);
    }
  }

  /** Whether its time came while the body ran. */
  public boolean expired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  @Override
  public Timeout aenter() {
    if (state != State.CREATED) {
      throw new RuntimeError("this timeout has been entered already: make a new one");
    }
    Task<?> current = EventLoop.getRunningLoop().turns.currentTask("a timeout");
    task = current;
    state = State.ENTERED;
    cancelling = current.cancelling();
    reschedule(when);
    return this;
  }

  private Task<?> owner() {
    Task<?> owner = task;
    if (owner == null) {
      throw new RuntimeError("this timeout has not been entered: use it by Async.with");
    }
    return owner;
  }

  private void expire() {
    owner().cancel();
    state = State.EXPIRING;
    alarm = null;
  }

  @Override
  public boolean aexit(@Nullable Throwable problem) {
    Handle before = alarm;
    if (before != null) {
      before.cancel();
      alarm = null;
    }
    if (state == State.EXPIRING) {
      state = State.EXPIRED;
      // A cancellation by somebody else goes on as that.
      if (owner().uncancel() <= cancelling && problem instanceof CancelledError) {
        throw new TimeoutError("the time was up", problem);
      }
    } else if (state == State.ENTERED) {
      state = State.EXITED;
    }
    return false;
  }

  @Override
  public String toString() {
    return "<Timeout " + state.text + (state == State.ENTERED ? " when=" + when + ">" : ">");
  }
}
