package io.miniredis.client;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connections for commands that wait: each holds its connection up for as long. As many as wait at
 * once; a few idle ones are kept.
 */
final class WaitPool {
  private static final int IDLE_KEPT = 8;

  private final Connector connector;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<WaitConnection> idle = new ArrayDeque<>();
  private final Set<Request<?>> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  WaitPool(Connector connector) {
    this.connector = connector;
  }

  /** An idle connection, or a new one; fails if there is none to be had. */
  CompletableFuture<WaitConnection> acquire() {
    lock.lock();
    try {
      if (closed) {
        return CompletableFuture.failedFuture(
            new QueueConnectionException("the client is closed", null));
      }
      for (WaitConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
        if (kept.connection().isOpen()) {
          return CompletableFuture.completedFuture(kept);
        }
      }
    } finally {
      lock.unlock();
    }
    return connector.connect().thenCompose(this::identify);
  }

  private CompletableFuture<WaitConnection> identify(
      StatefulRedisConnection<byte[], byte[]> connection) {
    Request<WaitConnection> request =
        new Request<>(
            Keyword.CLIENT,
            Request.arguments().add("ID"),
            true,
            id -> new WaitConnection(connection, Replies.number(id)));
    WaitConnection.send(connection, request, new WaitConnection.FailLost());
    return request.result.whenComplete(
        (made, problem) -> {
          if (problem != null) {
            connector.close(connection);
          }
        });
  }

  /** Takes back a connection on which nothing is under way. */
  void release(WaitConnection connection) {
    lock.lock();
    try {
      if (!closed && idle.size() < IDLE_KEPT && connection.connection().isOpen()) {
        idle.push(connection);
        return;
      }
    } finally {
      lock.unlock();
    }
    close(connection);
  }

  void close(WaitConnection connection) {
    connector.close(connection.connection());
  }

  /** Sees to it that a request ends with the pool, if not before. */
  void started(Request<?> request) {
    waiting.add(request);
    request.result.whenComplete((answer, problem) -> waiting.remove(request));
    if (closed) {
      fail(request);
    }
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      for (WaitConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
        close(kept);
      }
    } finally {
      lock.unlock();
    }
    waiting.forEach(WaitPool::fail);
  }

  private static void fail(Request<?> request) {
    request.result.completeExceptionally(
        new QueueConnectionException("the client is closed", null));
  }
}
