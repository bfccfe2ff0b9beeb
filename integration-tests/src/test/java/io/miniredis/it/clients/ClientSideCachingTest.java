package io.miniredis.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.support.caching.CacheAccessor;
import io.lettuce.core.support.caching.CacheFrontend;
import io.lettuce.core.support.caching.ClientSideCaching;
import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lettuce's cache, which the server keeps right, against the standalone server. */
class ClientSideCachingTest {
  private static MiniRedisProcess server;
  private static RedisClient client;

  private final Map<String, String> cache = new ConcurrentHashMap<>();
  private final BlockingQueue<String> forgotten = new LinkedBlockingQueue<>();

  /** A map that tells what is taken out of it. */
  private final CacheAccessor<String, String> accessor =
      new CacheAccessor<>() {
        @Override
        public @Nullable String get(String key) {
          return cache.get(key);
        }

        @Override
        public void put(String key, String value) {
          cache.put(key, value);
        }

        @Override
        public void evict(String key) {
          cache.remove(key);
          forgotten.add(key);
        }
      };

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start("--io-threads", "4");
    client =
        RedisClient.create(
            RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(server.port())
                .withTimeout(Duration.ofSeconds(20))
                .build());
  }

  @AfterAll
  static void stop() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    server.close();
  }

  private @Nullable String nextForgotten() throws InterruptedException {
    return forgotten.poll(20, TimeUnit.SECONDS);
  }

  @Test
  void whatWasReadIsForgottenWhenAnotherChangesIt() throws InterruptedException {
    try (StatefulRedisConnection<String, String> reader = client.connect();
        StatefulRedisConnection<String, String> writer = client.connect()) {
      CacheFrontend<String, String> frontend =
          ClientSideCaching.enable(accessor, reader, TrackingArgs.Builder.enabled());
      writer.sync().set("k", "1");
      assertThat(frontend.get("k")).isEqualTo("1");
      assertThat(cache).containsEntry("k", "1");
      for (int i = 2; i < 200; i++) {
        writer.sync().set("k", Integer.toString(i));
        assertThat(nextForgotten()).isEqualTo("k");
        assertThat(frontend.get("k")).isEqualTo(Integer.toString(i));
      }
      writer.sync().pexpire("k", 1);
      assertThat(nextForgotten()).isEqualTo("k");
    }
  }

  @Test
  void keysWithAPrefixAreForgottenThoughNeverRead() throws InterruptedException {
    try (StatefulRedisConnection<String, String> reader = client.connect();
        StatefulRedisConnection<String, String> writer = client.connect()) {
      ClientSideCaching.enable(
          accessor, reader, TrackingArgs.Builder.enabled().bcast().prefixes("user:"));
      writer.sync().set("other", "1");
      writer.sync().set("user:1", "1");
      assertThat(nextForgotten()).isEqualTo("user:1");
      reader.sync().set("user:2", "1");
      assertThat(nextForgotten()).isEqualTo("user:2");
      assertThat(forgotten).isEmpty();
    }
  }
}
