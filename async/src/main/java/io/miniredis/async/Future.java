package io.miniredis.async;

import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that will be there later, set by {@link #setResult} or {@link #setException}. It belongs
 * to one loop and is not thread-safe: from another thread, go through {@link
 * EventLoop#callSoonThreadsafe}.
 *
 * <p>An exception that nobody asks for is not lost: it goes to the loop's exception handler when
 * the future is dropped, or when the loop is closed.
 *
 * @param <T> the type of the result
 */
public class Future<T extends @Nullable Object> implements Awaitable<T>, Waitable {
  private static final byte PENDING = 0;
  private static final byte FINISHED = 1;
  private static final byte FAILED = 2;
  private static final byte CANCELLED = 3;

  final EventLoop loop;
  private byte state;

  /** The result, the {@link Failure}, or nothing. */
  private @Nullable Object value;

  @Nullable String cancelMessage;

  /** Who is told: null, a waiting {@link Task}, a {@link DoneCallback}, or a list of those. */
  private @Nullable Object waiters;

  /**
   * A future of the running loop.
   *
   * @throws RuntimeError if no loop runs here
   */
  public Future() {
    this(EventLoop.getRunningLoop());
  }

  /** A future of {@code loop}. */
  public Future(EventLoop loop) {
    this.loop = loop;
  }

  /** The loop it belongs to. */
  public final EventLoop getLoop() {
    return loop;
  }

  /** Whether it has a result, an exception, or was cancelled. */
  public final boolean done() {
    return state != PENDING;
  }

  /** Whether it was cancelled. */
  public final boolean cancelled() {
    return state == CANCELLED;
  }

  /**
   * Its result.
   *
   * <p>What it failed with is thrown as it is, checked or not, as in Python; {@link
   * Async#await(Awaitable, Class)} is for those who want to catch a checked exception.
   *
   * @throws InvalidStateError if it is not done
   * @throws CancelledError if it was cancelled
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // a result may be null if T may be
  public final T result() {
    if (state == FINISHED) {
      return (T) value;
    }
    if (state == CANCELLED) {
      throw cancelledError();
    }
    Throwable problem = exception();
    if (problem == null) {
      throw new AssertionError("neither result nor exception");
    }
    throw Sneaky.rethrow(problem);
  }

  /**
   * What it failed with, null if it has a result.
   *
   * @throws InvalidStateError if it is not done
   * @throws CancelledError if it was cancelled
   */
  public final @Nullable Throwable exception() {
    switch (state) {
      case PENDING:
        throw new InvalidStateError(
            (this instanceof Task ? "result is not ready: " : "result is not set: ")
                + this
                + "; await it, or look at done() before");
      case CANCELLED:
        throw cancelledError();
      case FAILED:
        markRetrieved();
        return failure().exception;
      default:
        return null;
    }
  }

  /** Waits for the result: see {@link Async#await(Awaitable)}. */
  @Override
  public final T await() {
    Worker worker = loop.here(this);
    if (state == PENDING) {
      worker.await(this);
    }
    return result();
  }

  /**
   * Sets the result and wakes who waits for it, in the order they came.
   *
   * @throws InvalidStateError if it is done already
   */
  public void setResult(T result) {
    finish(FINISHED, result);
  }

  /**
   * Sets what it failed with and wakes who waits for it.
   *
   * @throws InvalidStateError if it is done already
   */
  public void setException(Throwable exception) {
    Objects.requireNonNull(exception, "exception");
    checkPending();
    if (exception instanceof StopAsyncIteration) {
      throw new IllegalArgumentException(
          "StopAsyncIteration ends an iteration and cannot be the exception of a future");
    }
    fail(exception);
  }

  final void fail(Throwable exception) {
    finish(FAILED, new Failure(this, exception));
  }

  final void succeed(T result) {
    finish(FINISHED, result);
  }

  /** Cancels it; false if it was done already. */
  public final boolean cancel() {
    return cancel(null);
  }

  /**
   * Cancels it, with a message for the {@link CancelledError}; false if it was done already. Who
   * waits for it gets that error.
   */
  @Override
  public boolean cancel(@Nullable String message) {
    if (state != PENDING) {
      return false;
    }
    becomeCancelled(message);
    return true;
  }

  final void becomeCancelled(@Nullable String message) {
    cancelMessage = message;
    finish(CANCELLED, null);
  }

  /**
   * Has {@code callback} called with this future by the loop, soon after it is done; in the next
   * iteration if it is done already. It sees the context variables of the caller.
   */
  public final void addDoneCallback(Consumer<? super Future<T>> callback) {
    addDoneCallback(callback, Context.current().copy());
  }

  /** The same, with the context variables of {@code context}. */
  public final void addDoneCallback(Consumer<? super Future<T>> callback, Context context) {
    add(new DoneCallback<>(this, callback, context));
  }

  /** Takes all callbacks equal to {@code callback} away again; says how many there were. */
  public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
    return removeIf(w -> w instanceof DoneCallback<?> c && c.is(callback));
  }

  /** For this module's own callbacks: no context is kept for them. */
  final DoneCallback<T> whenDone(Consumer<? super Future<T>> callback) {
    DoneCallback<T> waiter = new DoneCallback<>(this, callback, loop.turns.context);
    add(waiter);
    return waiter;
  }

  final void forget(DoneCallback<T> callback) {
    removeIf(w -> w == callback);
  }

  final void addWaiter(Task<?> task) {
    add(task);
  }

  final void removeWaiter(Task<?> task) {
    removeIf(w -> w == task);
  }

  private void add(Object waiter) {
    if (state != PENDING) {
      loop.makeReady(waiter);
      return;
    }
    Object before = waiters;
    if (before == null) {
      waiters = waiter;
    } else if (before instanceof Waiters list) {
      list.add(waiter);
    } else {
      Waiters list = new Waiters();
      list.add(before);
      list.add(waiter);
      waiters = list;
    }
  }

  private int removeIf(java.util.function.Predicate<Object> which) {
    Object before = waiters;
    if (before instanceof Waiters list) {
      int size = list.size();
      list.removeIf(which);
      return size - list.size();
    }
    if (before != null && which.test(before)) {
      waiters = null;
      return 1;
    }
    return 0;
  }

  private void checkPending() {
    if (state != PENDING) {
      throw new InvalidStateError(
          "this future is done already: " + this + "; a result is set only once");
    }
  }

  private void finish(byte how, @Nullable Object what) {
    checkPending();
    state = how;
    value = what;
    Object told = waiters;
    waiters = null;
    if (told == null) {
      return;
    }
    if (told instanceof Waiters list) {
      for (int i = 0; i < list.size(); i++) {
        loop.makeReady(list.get(i));
      }
    } else {
      loop.makeReady(told);
    }
  }

  private Failure failure() {
    return (Failure) Objects.requireNonNull(value);
  }

  /** Somebody knows of the exception now, so it need not be logged. */
  final void markRetrieved() {
    if (state == FAILED) {
      failure().retrieved();
    }
  }

  final CancelledError cancelledError() {
    return new CancelledError(cancelMessage);
  }

  /** How it stands, for people: pending, finished with what, cancelled. */
  String describe() {
    return switch (state) {
      case PENDING -> "pending";
      case FINISHED -> "finished result=" + value;
      case FAILED -> "finished exception=" + failure().exception;
      default -> "cancelled";
    };
  }

  @Override
  public String toString() {
    return "<Future " + describe() + ">";
  }

  private static final class Waiters extends ArrayList<Object> {
    private static final long serialVersionUID = 1;

    Waiters() {
      super(4);
    }
  }
}
