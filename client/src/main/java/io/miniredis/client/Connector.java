package io.miniredis.client;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes connections. Lettuce neither reconnects them nor times their commands out: the first would
 * send again what must not run twice, the second cut commands that wait. {@link CommandLink} and
 * {@link ServerWait} do both their way.
 */
final class Connector implements AutoCloseable {
  private static final int FLUSHES_TOGETHER = 256;

  private final RedisURI uri;
  private final ClientResources resources;
  private final RedisClient client;
  private final Timer timer;
  private volatile boolean closing;
  private final Set<StatefulConnection<?, ?>> open = ConcurrentHashMap.newKeySet();

  Connector(RedisURI uri) {
    this.uri = uri;
    resources = ClientResources.builder().nettyCustomizer(new FlushTogether()).build();
    client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .keepAlive(
                        SocketOptions.KeepAliveOptions.builder()
                            .enable()
                            .idle(Duration.ofSeconds(10))
                            .interval(Duration.ofSeconds(5))
                            .count(3)
                            .build())
                    .build())
            .build());
    client.addListener(new CloseWhenLost());
    timer = new Timer(resources.eventExecutorGroup());
  }

  Timer timer() {
    return timer;
  }

  /** How long an answer may take, in nanoseconds. */
  long patience() {
    return uri.getTimeout().isZero() ? Long.MAX_VALUE / 4 : uri.getTimeout().toNanos();
  }

  CompletableFuture<StatefulRedisConnection<byte[], byte[]>> connect() {
    try {
      return client
          .connectAsync(ByteArrayCodec.INSTANCE, uri)
          .toCompletableFuture()
          .thenApply(
              connection -> {
                open.add(connection);
                return connection;
              });
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Closes a connection, unless that was done before. What is under way on it is lost. */
  void close(StatefulConnection<?, ?> connection) {
    if (open.remove(connection) && !closing) {
      connection.closeAsync();
    }
  }

  /** What a failed future failed with, without the wrappers of futures. */
  static Throwable cause(Throwable problem) {
    Throwable cause = problem;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** From now on connections stay as they are until {@link #close} closes all of them. */
  void closing() {
    closing = true;
  }

  @Override
  public void close() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  /** A closed connection gives back the commands it still holds; a merely lost one keeps them. */
  private final class CloseWhenLost implements RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      if (connection instanceof StatefulConnection<?, ?> lost) {
        close(lost);
      }
    }
  }

  /** Many threads that send at once cost one write to the socket. */
  private static final class FlushTogether implements NettyCustomizer {
    @Override
    public void afterChannelInitialized(Channel channel) {
      channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSHES_TOGETHER, true));
    }
  }
}
