package io.miniredis.async;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Futures in the order in which they are done; made by {@link Async#asCompleted}. Iterated once, in
 * one of two ways: a plain {@code for} gives awaitables, each with the next result; {@link
 * #futures()} gives the futures themselves, waiting for each.
 *
 * @param <T> the type of the results
 */
public final class AsCompleted<T extends @Nullable Object> implements Iterable<Awaitable<T>> {
  private final Set<Future<? extends T>> pending = new LinkedHashSet<>();
  private final Deque<Future<? extends T>> done = new ArrayDeque<>();
  private final Deque<Future<@Nullable Void>> waiters = new ArrayDeque<>();
  private final EventLoop loop;
  private @Nullable Handle alarm;
  private boolean timedOut;
  private int left;

  AsCompleted(Collection<? extends Awaitable<? extends T>> awaitables, long timeoutNanos) {
    loop = EventLoop.getRunningLoop();
    IdentityHashMap<Awaitable<?>, Boolean> seen = new IdentityHashMap<>();
    for (Awaitable<? extends T> awaitable : awaitables) {
      if (seen.put(awaitable, true) == null) {
        pending.add(loop.ensureFuture(awaitable));
      }
    }
    left = pending.size();
    for (Future<? extends T> future : pending) {
      listenTo(future);
    }
    if (left > 0 && timeoutNanos != Timeout.NEVER) {
      alarm = loop.callAt(Times.after(loop.time(), timeoutNanos), this::timeUp);
    }
  }

  private <C extends T> void listenTo(Future<C> future) {
    future.whenDone(this::completed);
  }

  private void completed(Future<? extends T> future) {
    if (pending.remove(future)) {
      done.add(future);
      wakeOne();
      Handle running = alarm;
      if (pending.isEmpty() && running != null) {
        running.cancel();
      }
    }
  }

  private void timeUp() {
    timedOut = true;
    pending.clear();
    for (Future<@Nullable Void> waiter : waiters) {
      if (!waiter.done()) {
        waiter.setResult(null);
      }
    }
  }

  private void wakeOne() {
    for (Future<@Nullable Void> waiter : waiters) {
      if (!waiter.done()) {
        waiter.setResult(null);
        return;
      }
    }
  }

  /** The next one that is done. */
  private Future<? extends T> next() {
    while (done.isEmpty()) {
      if (timedOut) {
        throw new TimeoutError("the time was up before all were done", null);
      }
      Future<@Nullable Void> waiter = loop.createFuture();
      waiters.add(waiter);
      try {
        waiter.await();
      } catch (CancelledError cancelled) {
        if (waiter.done() && !waiter.cancelled() && !done.isEmpty()) {
          wakeOne();
        }
        throw cancelled;
      } finally {
        waiters.remove(waiter);
      }
    }
    return done.remove();
  }

  /**
   * As many awaitables as there are futures. Awaiting one gives the next result, or throws what
   * that future failed with, or {@link TimeoutError} when the time is up.
   */
  @Override
  public Iterator<Awaitable<T>> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return left > 0;
      }

      @Override
      public Awaitable<T> next() {
        if (left == 0) {
          throw new NoSuchElementException("all futures were given");
        }
        left--;
        return () -> AsCompleted.this.next().result();
      }
    };
  }

  /** The futures and tasks, the ones given if they were futures, each when it is done. */
  public AsyncIterable<Future<? extends T>> futures() {
    return () ->
        () -> {
          if (left == 0) {
            throw new StopAsyncIteration();
          }
          left--;
          return next();
        };
  }
}
