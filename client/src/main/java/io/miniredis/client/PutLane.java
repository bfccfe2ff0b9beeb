package io.miniredis.client;

import io.lettuce.core.protocol.CommandArgs;
import java.util.LinkedHashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The puts into one queue. One that finds place goes over the shared connection. One that does not
 * waits, and so do all after it, first come first served: the first of them at the server.
 */
final class PutLane {
  private final Waits waits;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashSet<Putter<?>> putters = new LinkedHashSet<>();
  private @Nullable Putter<?> first;
  private @Nullable ServerWait<?> wait;

  PutLane(Waits waits) {
    this.waits = waits;
  }

  /** A put, told both ways: one that is refused when the queue is full, and one that waits. */
  record Put<R>(
      Keyword keyword,
      Function<Boolean, CommandArgs<byte[], byte[]>> arguments,
      boolean repeatable,
      Function<@Nullable Object, R> reader) {
    Request<R> request(boolean nowait) {
      return new Request<>(keyword, arguments.apply(nowait), repeatable, reader);
    }
  }

  /** Now or not at all. */
  <R> CompletableFuture<R> putNowait(Put<R> put) {
    return waits.link().send(put.request(true));
  }

  /**
   * As soon as there is place. {@link Putter#giveUp} ends it early; cancelling it does too, but
   * then nobody learns whether it came through at the last moment.
   */
  <R> Putter<R> put(Put<R> put) {
    Putter<R> putter = new Putter<>(this, put);
    lock.lock();
    try {
      if (!putters.isEmpty()) {
        putters.add(putter);
        return putter;
      }
    } finally {
      lock.unlock();
    }
    putNowait(put).whenComplete((answer, problem) -> tried(putter, answer, problem));
    return putter;
  }

  private <R> void tried(Putter<R> putter, @Nullable R answer, @Nullable Throwable problem) {
    if (problem == null || !(Connector.cause(problem) instanceof QueueFullException)) {
      putter.finish(answer, problem);
      return;
    }
    lock.lock();
    try {
      if (putter.ended()) {
        return;
      }
      putters.add(putter);
    } finally {
      lock.unlock();
    }
    next();
  }

  /** Lets the first one wait at the server, unless there is none or one does. */
  private void next() {
    Putter<?> putter;
    lock.lock();
    try {
      if (wait != null || putters.isEmpty()) {
        return;
      }
      putter = putters.iterator().next();
      first = putter;
      wait = ServerWait.start(waits, putter.waiting());
    } finally {
      lock.unlock();
    }
    putter.listen();
  }

  private <R> void answered(Putter<R> putter, @Nullable R answer, @Nullable Throwable problem) {
    lock.lock();
    try {
      putters.remove(putter);
      wait = null;
      first = null;
    } finally {
      lock.unlock();
    }
    putter.finish(answer, problem);
    next();
  }

  /** Takes a putter out; the one at the server learns from the server how it ended. */
  private void leave(Putter<?> putter) {
    ServerWait<?> atServer = null;
    boolean removed = false;
    lock.lock();
    try {
      if (first == putter) {
        atServer = wait;
      } else {
        removed = putters.remove(putter);
      }
    } finally {
      lock.unlock();
    }
    if (atServer != null) {
      atServer.cancel();
    } else if (removed) {
      putter.finish(null, null);
    }
  }

  /** A put under way: completes with its answer, or {@link QueueFullException} if given up. */
  static final class Putter<R> extends CompletableFuture<R> {
    private final PutLane lane;
    private final Put<R> put;
    private @Nullable Request<R> waiting;
    private volatile boolean givenUp;

    private Putter(PutLane lane, Put<R> put) {
      this.lane = lane;
      this.put = put;
    }

    /** One that had nothing to put. */
    static <R> Putter<R> done(PutLane lane, R answer) {
      Putter<R> putter =
          new Putter<>(
              lane, new Put<>(Keyword.PUT, nowait -> Request.arguments(), true, reply -> answer));
      putter.complete(answer);
      return putter;
    }

    private Request<R> waiting() {
      Request<R> request = put.request(false);
      waiting = request;
      return request;
    }

    private void listen() {
      Request<R> request = waiting;
      if (request != null) {
        request.result.whenComplete((answer, problem) -> lane.answered(this, answer, problem));
      }
    }

    private boolean ended() {
      if (givenUp && !isDone()) {
        finish(null, null);
      }
      return isDone();
    }

    private void finish(@Nullable R answer, @Nullable Throwable problem) {
      if (problem != null) {
        completeExceptionally(Connector.cause(problem));
      } else if (answer == null) {
        completeExceptionally(new QueueFullException("QUEUEFULL no place in time"));
      } else {
        complete(answer);
      }
    }

    /** Waits no longer. It completes soon: with its answer if it came through after all. */
    void giveUp() {
      givenUp = true;
      lane.leave(this);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      giveUp();
      return cancelled;
    }
  }
}
