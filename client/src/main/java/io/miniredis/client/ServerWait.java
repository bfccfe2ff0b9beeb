package io.miniredis.client;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command that waits at the server, on a connection of its own; sent again on a new connection
 * if the old one is lost and the command may run twice.
 *
 * <p>{@link #cancel} takes it off the server with CLIENT UNBLOCK. Three races are met here, and
 * nowhere else. The server may have answered already: then the answer counts, and it is for the
 * caller to give back what it brought. The unblocking may overtake the command, since they travel
 * on two connections: it is repeated until an answer comes. And it may come late: the connection is
 * given to nobody else before the unblocking has been answered too.
 */
final class ServerWait<R> implements Request.Sender {
  private static final Logger LOG = LoggerFactory.getLogger(ServerWait.class);

  private final Waits waits;
  private final Request<R> request;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable WaitConnection connection;
  private boolean sent;
  private boolean cancelled;
  private boolean unblocking;
  private int failures;

  private ServerWait(Waits waits, Request<R> request) {
    this.waits = waits;
    this.request = request;
  }

  static <R> ServerWait<R> start(Waits waits, Request<R> request) {
    ServerWait<R> wait = new ServerWait<>(waits, request);
    waits.pool().started(request);
    wait.connect();
    return wait;
  }

  /** The answer. After {@link #cancel}: nil, as its reader takes it, unless it came before. */
  CompletableFuture<R> result() {
    return request.result;
  }

  private void connect() {
    waits.pool().acquire().whenComplete(this::connected);
  }

  private void connected(@Nullable WaitConnection made, @Nullable Throwable problem) {
    if (made == null) {
      notConnected(Connector.cause(problem == null ? new NullPointerException() : problem));
      return;
    }
    boolean send;
    lock.lock();
    try {
      send = !cancelled;
      if (send) {
        connection = made;
        sent = true;
        failures = 0;
      }
    } finally {
      lock.unlock();
    }
    if (send) {
      made.send(request, this);
    } else {
      waits.pool().release(made);
      request.answerNil();
    }
  }

  private void notConnected(Throwable problem) {
    boolean refused =
        problem instanceof QueueCommandException
            || problem.getCause() instanceof RedisCommandExecutionException;
    if (waits.pool().isClosed() || refused) {
      request.result.completeExceptionally(
          new QueueConnectionException("cannot connect: " + problem.getMessage(), problem));
      return;
    }
    if (failures == 0) {
      LOG.debug("no connection to wait on, trying again: {}", problem.toString());
    }
    again();
  }

  private void again() {
    lock.lock();
    try {
      if (!cancelled) {
        waits.timer().after(Timer.backoff(failures++), this::connect);
        return;
      }
    } finally {
      lock.unlock();
    }
    request.answerNil();
  }

  @Override
  public void answered(Request<?> done) {
    WaitConnection free = null;
    lock.lock();
    try {
      sent = false;
      if (!unblocking) {
        free = connection;
        connection = null;
      }
    } finally {
      lock.unlock();
    }
    if (free != null) {
      waits.pool().release(free);
    }
  }

  @Override
  public void lost(Request<?> returned, boolean mayHaveRun) {
    WaitConnection old;
    boolean gone;
    lock.lock();
    try {
      old = connection;
      connection = null;
      sent = false;
      gone = cancelled;
    } finally {
      lock.unlock();
    }
    if (old != null) {
      waits.pool().close(old);
    }
    if (waits.pool().isClosed()) {
      request.result.completeExceptionally(
          new QueueConnectionException("the client was closed", null));
    } else if (mayHaveRun && !request.repeatable) {
      request.result.completeExceptionally(
          new QueueConnectionException(
              "connection lost; whether " + request.keyword + " ran is not known", null));
    } else if (gone) {
      request.answerNil();
    } else {
      again();
    }
  }

  /** Takes it off the server, if it is still there. {@link #result} completes in any case. */
  void cancel() {
    lock.lock();
    try {
      if (cancelled) {
        return;
      }
      cancelled = true;
      if (!sent) {
        return;
      }
      unblocking = true;
    } finally {
      lock.unlock();
    }
    unblock(0);
  }

  private void unblock(int tries) {
    WaitConnection target = connection();
    if (target == null) {
      return;
    }
    waits
        .link()
        .send(
            new Request<>(
                Keyword.CLIENT,
                Request.arguments().add("UNBLOCK").add(target.id()),
                true,
                Replies::number))
        .whenComplete((count, problem) -> unblocked(tries, count, problem));
  }

  private void unblocked(int tries, @Nullable Long count, @Nullable Throwable problem) {
    WaitConnection free = null;
    boolean waiting;
    lock.lock();
    try {
      waiting = sent;
      if (waiting && count != null && count > 0) {
        unblocking = false; // its answer is on the way, and frees the connection
        return;
      }
      if (!waiting) {
        unblocking = false;
        free = connection;
        connection = null;
      }
    } finally {
      lock.unlock();
    }
    if (free != null) {
      waits.pool().release(free);
    } else if (waiting && problem != null) {
      WaitConnection stuck = connection();
      if (stuck != null) {
        LOG.warn("cannot unblock, closing the connection: {}", problem.toString());
        waits.pool().close(stuck);
      }
    } else if (waiting) {
      waits.timer().after(Timer.backoff(tries), () -> unblock(tries + 1));
    }
  }

  private @Nullable WaitConnection connection() {
    lock.lock();
    try {
      return connection;
    } finally {
      lock.unlock();
    }
  }
}
