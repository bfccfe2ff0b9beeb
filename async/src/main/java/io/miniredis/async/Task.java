package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that runs by itself, and the future of its result. Made by {@link Async#createTask},
 * {@link EventLoop#createTask} or a {@link TaskGroup}.
 *
 * <p>{@link #cancel()} asks: {@link CancelledError} arrives at the await where the task waits, in
 * its next turn. A task may clean up, and may even go on; {@link #cancelling()} counts the
 * requests, and {@link #uncancel()} takes one back.
 *
 * @param <T> the type of the result
 */
public final class Task<T extends @Nullable Object> extends Future<T> {
  /** The worker whose stack the coroutine is on; null until it began. */
  @Nullable Worker worker;

  /** What the coroutine waits for, null while it runs or is ready. */
  @Nullable Waitable waitingFor;

  /** To be cancelled at its next turn. */
  boolean mustCancel;

  /** Set when the loop was closed under it: the coroutine is unwound. */
  boolean exit;

  Context context;
  private int cancelRequests;
  private @Nullable Object coroutine;
  private @Nullable String name;
  private final int number;

  /** Neighbours in the loop's list of tasks that are not done. */
  @Nullable Task<?> older;

  @Nullable Task<?> newer;

  Task(EventLoop loop, Object coroutine, @Nullable String name, Context context) {
    super(loop);
    this.coroutine = coroutine;
    this.name = name;
    this.number = name == null ? loop.tasks.nextNumber() : 0;
    this.context = context;
    loop.tasks.add(this);
    loop.agenda.ready.add(this);
  }

  /** Its name; {@code Task-1}, {@code Task-2}... unless it was given one. */
  public String getName() {
    String given = name;
    return given == null ? "Task-" + number : given;
  }

  /** Gives it a name, for people. */
  public void setName(String name) {
    this.name = name;
  }

  /**
   * The coroutine that it runs, as it was given to {@code createTask}: an {@link Awaitable} or an
   * {@link AsyncRunnable}. Null when it is done.
   */
  public @Nullable Object getCoro() {
    return coroutine;
  }

  /** The context variables that it sees. */
  public Context getContext() {
    return context;
  }

  /**
   * Asks for the task to be cancelled; false if it is done. {@link CancelledError}, with the
   * message, is thrown at the await where it waits, in its next turn; a task that never ran will
   * not run.
   */
  @Override
  public boolean cancel(@Nullable String message) {
    if (done()) {
      return false;
    }
    cancelRequests++;
    Waitable waitable = waitingFor;
    if (waitable != null && waitable.cancel(message)) {
      return true;
    }
    mustCancel = true;
    cancelMessage = message;
    return true;
  }

  /** How often {@link #cancel} was called, less the calls of {@link #uncancel()}. */
  public int cancelling() {
    return cancelRequests;
  }

  /**
   * Takes one request to cancel back, and says how many remain. With none left, a cancellation that
   * has not arrived yet will not.
   */
  public int uncancel() {
    if (cancelRequests > 0) {
      cancelRequests--;
      if (cancelRequests == 0) {
        mustCancel = false;
      }
    }
    return cancelRequests;
  }

  /**
   * Not for tasks: theirs is what the coroutine returns.
   *
   * @throws RuntimeError always
   */
  @Override
  public void setResult(T result) {
    throw new RuntimeError(
        "a task's result is what its coroutine returns; it cannot be set: " + this);
  }

  /**
   * Not for tasks: theirs is what the coroutine throws.
   *
   * @throws RuntimeError always
   */
  @Override
  public void setException(Throwable exception) {
    throw new RuntimeError(
        "a task's exception is what its coroutine throws; it cannot be set: " + this);
  }

  /** Its coroutine's body, which the calling worker, which has the turn, is to run. */
  Object open() {
    loop.turns.enter(this);
    Object body = coroutine;
    if (body == null) {
      throw new AssertionError("a task began twice");
    }
    if (body instanceof Coroutine<?> once) {
      body = once.take();
    }
    throwIfCancelled();
    return body;
  }

  /** The body has ended. */
  @SuppressWarnings({"unchecked", "NullAway"}) // a result may be null if T may be
  void close(@Nullable Object result, @Nullable Throwable problem) {
    coroutine = null;
    worker = null;
    loop.tasks.remove(this);
    if (problem instanceof CancelledError || problem instanceof CoroutineExit) {
      becomeCancelled(problem.getMessage());
    } else if (problem != null) {
      fail(problem);
    } else if (mustCancel) {
      // Cancelled in its last turn, without another await: the result is not taken.
      mustCancel = false;
      becomeCancelled(cancelMessage);
    } else {
      succeed((T) result);
    }
    loop.turns.leave(this);
  }

  /** Its turn has come again; throws if it was cancelled, or its loop was closed. */
  void goOn(@Nullable Waitable waited) {
    if (exit) {
      throw new CoroutineExit(this + " was waiting, and its loop was closed");
    }
    throwIfCancelled();
    if (waited instanceof Sleep sleep && sleep.cancelled()) {
      throw cancelledError();
    }
  }

  /** Notes what the task is about to wait for; a cancellation that waited for this arrives now. */
  void waitFor(Waitable waitable) {
    waitingFor = waitable;
    if (mustCancel && waitable.cancel(cancelMessage)) {
      mustCancel = false;
    }
  }

  /** Throws the cancellation that came while the task was ready to go on. */
  void throwIfCancelled() {
    if (mustCancel) {
      mustCancel = false;
      throw cancelledError();
    }
  }

  @Override
  public String toString() {
    return "<Task "
        + (done() || cancelRequests == 0 ? describe() : "cancelling")
        + " name='"
        + getName()
        + "'>";
  }
}
