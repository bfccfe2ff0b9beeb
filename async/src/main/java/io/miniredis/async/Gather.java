package io.miniredis.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The future of {@link Async#gather}: done when all its children are, or when one fails. */
final class Gather<T extends @Nullable Object> extends Future<List<T>> {
  /** One for each argument, in their order; an argument that came twice is here twice. */
  private final List<Future<? extends T>> children = new ArrayList<>();

  private final boolean returnExceptions;

  /** One for all children, because there may be a million. */
  private final Consumer<Future<? extends T>> childDone = this::childDone;

  private int pending;
  private boolean cancelRequested;
  private @Nullable String message;

  private Gather(EventLoop loop, boolean returnExceptions) {
    super(loop);
    this.returnExceptions = returnExceptions;
  }

  static <T extends @Nullable Object> Future<List<T>> of(
      Collection<? extends Awaitable<? extends T>> arguments, boolean returnExceptions) {
    EventLoop loop = EventLoop.getRunningLoop();
    Gather<T> gather = new Gather<>(loop, returnExceptions);
    Map<Awaitable<? extends T>, Future<? extends T>> known = new IdentityHashMap<>();
    List<Future<? extends T>> distinct = new ArrayList<>();
    for (Awaitable<? extends T> argument : arguments) {
      Future<? extends T> child = known.get(argument);
      if (child == null) {
        child = loop.ensureFuture(argument);
        known.put(argument, child);
        distinct.add(child);
      }
      gather.children.add(child);
    }
    gather.pending = distinct.size();
    if (gather.pending == 0) {
      gather.succeed(new ArrayList<>());
    }
    for (Future<? extends T> child : distinct) {
      if (!child.done()) {
        gather.listenTo(child);
      }
    }
    for (Future<? extends T> child : distinct) {
      if (child.done()) {
        gather.childDone(child);
      }
    }
    return gather;
  }

  private <C extends T> void listenTo(Future<C> child) {
    child.whenDone(childDone);
  }

  /** Cancels every child that is not done; the gather itself follows when they are. */
  @Override
  public boolean cancel(@Nullable String why) {
    if (done()) {
      return false;
    }
    boolean any = false;
    for (Future<? extends T> child : children) {
      any |= child.cancel(why);
    }
    if (any) {
      cancelRequested = true;
      message = why;
    }
    return any;
  }

  private void childDone(Future<? extends T> child) {
    pending--;
    if (done()) {
      child.markRetrieved();
      return;
    }
    if (!returnExceptions) {
      if (child.cancelled()) {
        fail(child.cancelledError());
        return;
      }
      Throwable problem = child.exception();
      if (problem != null) {
        fail(problem);
        return;
      }
    }
    if (pending == 0) {
      finish();
    }
  }

  @SuppressWarnings("unchecked")
  private void finish() {
    List<@Nullable Object> results = new ArrayList<>(children.size());
    for (Future<? extends T> child : children) {
      if (child.cancelled()) {
        results.add(child.cancelledError());
      } else {
        Throwable problem = child.exception();
        results.add(problem == null ? child.result() : problem);
      }
    }
    if (cancelRequested) {
      fail(new CancelledError(message));
    } else {
      succeed((List<T>) results);
    }
  }

  @Override
  public String toString() {
    return "<Gather of " + children.size() + " " + describe() + ">";
  }
}
