package io.miniredis.client;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that all commands share which the server answers at once. It reconnects by itself.
 * Commands that come meanwhile wait for the new connection; those that were under way on the lost
 * one are sent again if they may run twice, and fail otherwise.
 */
final class CommandLink implements Request.Sender {
  private static final Logger LOG = LoggerFactory.getLogger(CommandLink.class);
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(250);

  private final Connector connector;
  private final long patience;
  private final AtomicInteger underWay = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Request<?>> waiting = new ArrayDeque<>();
  private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
  private volatile long heard = System.nanoTime();
  private boolean connecting;
  private int failures;
  private volatile boolean closed;

  CommandLink(Connector connector) {
    this.connector = connector;
    this.patience = connector.patience();
    connector.timer().after(TICK, this::tick);
  }

  /** Completes with the first connection, or with the reason why there is none. */
  CompletableFuture<Void> open() {
    return connector.connect().thenAccept(this::connected);
  }

  <R> CompletableFuture<R> send(Request<R> request) {
    sendAll(List.of(request));
    return request.result;
  }

  /** Sends several with one write, in this order. */
  void sendAll(List<? extends Request<?>> requests) {
    long deadline = System.nanoTime() + patience;
    for (Request<?> request : requests) {
      request.deadline = deadline;
    }
    dispatch(requests);
  }

  private void dispatch(List<? extends Request<?>> requests) {
    StatefulRedisConnection<byte[], byte[]> current = connection;
    if (current == null) {
      lock.lock();
      try {
        current = connection;
        if (current == null) {
          if (closed) {
            requests.forEach(CommandLink::failClosed);
          } else {
            waiting.addAll(requests);
            connect();
          }
          return;
        }
      } finally {
        lock.unlock();
      }
    }
    dispatch(current, requests);
  }

  private void dispatch(
      StatefulRedisConnection<byte[], byte[]> to, List<? extends Request<?>> requests) {
    if (underWay.getAndAdd(requests.size()) == 0) {
      heard = System.nanoTime();
    }
    List<Request<?>.Attempt> attempts = new ArrayList<>(requests.size());
    for (Request<?> request : requests) {
      attempts.add(request.attempt(this));
    }
    try {
      if (attempts.size() == 1) {
        to.dispatch(attempts.get(0));
      } else {
        to.dispatch(attempts);
      }
    } catch (RedisException refused) {
      lose(to);
      for (Request<?>.Attempt attempt : attempts) {
        attempt.notSent();
      }
    }
  }

  @Override
  public void answered(Request<?> request) {
    underWay.decrementAndGet();
    heard = System.nanoTime();
  }

  @Override
  public void lost(Request<?> request, boolean mayHaveRun) {
    underWay.decrementAndGet();
    request.uncertain |= mayHaveRun;
    if (request.result.isDone()) {
      return;
    }
    if (closed) {
      failClosed(request);
    } else if (mayHaveRun && !request.repeatable) {
      request.result.completeExceptionally(
          new QueueConnectionException(
              "connection lost; whether " + request.keyword + " ran is not known", null));
    } else if (System.nanoTime() - request.deadline >= 0) {
      expire(request);
    } else {
      // Later, because the caller may be the thread that is closing the connection.
      connector.timer().after(Timer.backoff(0), () -> dispatch(List.of(request)));
    }
  }

  private void connect() {
    if (connecting || closed) {
      return;
    }
    connecting = true;
    connector
        .connect()
        .whenComplete(
            (made, problem) -> {
              if (problem == null) {
                connected(made);
              } else {
                notConnected(Connector.cause(problem));
              }
            });
  }

  private void connected(StatefulRedisConnection<byte[], byte[]> made) {
    lock.lock();
    try {
      connecting = false;
      if (closed) {
        connector.close(made);
        return;
      }
      made.addListener(
          new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
              lose(made);
            }
          });
      if (failures > 0) {
        LOG.info("connected again after {} failed tries", failures);
      }
      failures = 0;
      List<Request<?>> all = new ArrayList<>(waiting);
      waiting.clear();
      if (!all.isEmpty()) {
        dispatch(made, all);
      }
      if (made.isOpen()) {
        connection = made;
      } else {
        connect();
      }
    } finally {
      lock.unlock();
    }
  }

  private void notConnected(Throwable problem) {
    lock.lock();
    try {
      if (failures++ == 0) {
        LOG.warn("no connection, trying again: {}", problem.toString());
      }
      connector
          .timer()
          .after(
              Timer.backoff(failures),
              () -> {
                lock.lock();
                try {
                  connecting = false;
                  connect();
                } finally {
                  lock.unlock();
                }
              });
    } finally {
      lock.unlock();
    }
  }

  private void lose(StatefulRedisConnection<byte[], byte[]> old) {
    lock.lock();
    try {
      if (connection == old) {
        connection = null;
        connect();
      }
    } finally {
      lock.unlock();
    }
    connector.close(old);
  }

  /** Gives up what waited too long, and a connection on which nothing was heard for too long. */
  private void tick() {
    if (closed) {
      return;
    }
    connector.timer().after(TICK, this::tick);
    long now = System.nanoTime();
    List<Request<?>> expired = new ArrayList<>();
    lock.lock();
    try {
      waiting.removeIf(request -> now - request.deadline >= 0 && expired.add(request));
    } finally {
      lock.unlock();
    }
    expired.forEach(CommandLink::expire);
    StatefulRedisConnection<byte[], byte[]> current = connection;
    if (current != null && underWay.get() > 0 && now - heard >= patience) {
      LOG.warn("nothing heard for {} ms, connecting anew", TimeUnit.NANOSECONDS.toMillis(patience));
      lose(current);
    }
  }

  private static void expire(Request<?> request) {
    request.result.completeExceptionally(
        new QueueTimeoutException("no answer to " + request.keyword + " in time"));
  }

  private static void failClosed(Request<?> request) {
    request.result.completeExceptionally(
        new QueueConnectionException("the client is closed", null));
  }

  void close() {
    List<Request<?>> unsent;
    StatefulRedisConnection<byte[], byte[]> old;
    lock.lock();
    try {
      closed = true;
      unsent = new ArrayList<>(waiting);
      waiting.clear();
      old = connection;
      connection = null;
    } finally {
      lock.unlock();
    }
    unsent.forEach(CommandLink::failClosed);
    if (old != null) {
      connector.close(old);
    }
  }
}
