package io.miniredis.client;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;

/**
 * A connection for one waiting command at a time.
 *
 * @param id what CLIENT UNBLOCK knows it by
 */
record WaitConnection(StatefulRedisConnection<byte[], byte[]> connection, long id) {
  void send(Request<?> request, Request.Sender sender) {
    send(connection, request, sender);
  }

  static void send(
      StatefulRedisConnection<byte[], byte[]> connection,
      Request<?> request,
      Request.Sender sender) {
    Request<?>.Attempt attempt = request.attempt(sender);
    try {
      connection.dispatch(attempt);
    } catch (RedisException refused) {
      attempt.notSent();
    }
  }

  /** Fails a request whose connection was lost. */
  static final class FailLost implements Request.Sender {
    @Override
    public void answered(Request<?> request) {}

    @Override
    public void lost(Request<?> request, boolean mayHaveRun) {
      request.result.completeExceptionally(new QueueConnectionException("connection lost", null));
    }
  }
}
