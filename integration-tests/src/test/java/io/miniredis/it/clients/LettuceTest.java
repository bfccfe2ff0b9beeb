package io.miniredis.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lettuce, in RESP2 and RESP3, synchronous, asynchronous and reactive, against the standalone
 * server.
 */
class LettuceTest {
  private static MiniRedisProcess server;
  private static RedisClient client;

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start();
    client =
        RedisClient.create(
            RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(server.port())
                .withTimeout(Duration.ofSeconds(20))
                .withClientName("lettuce-test")
                .build());
  }

  @AfterAll
  static void stop() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    server.close();
  }

  @BeforeEach
  void empty() {
    try (StatefulRedisConnection<String, String> connection = connect(ProtocolVersion.RESP2)) {
      connection.sync().flushall();
    }
  }

  private static StatefulRedisConnection<String, String> connect(ProtocolVersion protocol) {
    client.setOptions(ClientOptions.builder().protocolVersion(protocol).build());
    return client.connect();
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeTravelsBothWays(ProtocolVersion protocol) {
    try (StatefulRedisConnection<String, String> connection = connect(protocol)) {
      RedisCommands<String, String> redis = connection.sync();
      assertThat(redis.ping()).isEqualTo("PONG");
      assertThat(redis.clientGetname()).isEqualTo("lettuce-test");

      assertThat(redis.set("string", "value", SetArgs.Builder.nx().px(100_000))).isEqualTo("OK");
      assertThat(redis.set("string", "other", SetArgs.Builder.nx())).isNull();
      assertThat(redis.setGet("string", "newer", SetArgs.Builder.keepttl())).isEqualTo("value");
      assertThat(redis.pttl("string")).isBetween(1L, 100_000L);
      assertThat(redis.mget("string", "absent"))
          .containsExactly(KeyValue.just("string", "newer"), KeyValue.empty("absent"));

      assertThat(redis.rpush("list", "a", "b", "c", "a")).isEqualTo(4);
      assertThat(redis.lrange("list", 0, -1)).containsExactly("a", "b", "c", "a");
      assertThat(redis.lpos("list", "a", 0)).containsExactly(0L, 3L);

      assertThat(redis.hset("hash", Map.of("f", "1", "g", "2"))).isEqualTo(2);
      assertThat(redis.hgetall("hash")).containsOnly(Map.entry("f", "1"), Map.entry("g", "2"));
      assertThat(redis.hexpire("hash", 100, "f", "absent")).containsExactly(1L, -2L);

      assertThat(redis.sadd("set", "x", "y", "x")).isEqualTo(2);
      assertThat(redis.smembers("set")).isEqualTo(Set.of("x", "y"));

      assertThat(redis.zadd("zset", 1, "one")).isEqualTo(1);
      assertThat(redis.zadd("zset", 2.5, "two")).isEqualTo(1);
      assertThat(redis.zrangeWithScores("zset", 0, -1))
          .containsExactly(ScoredValue.just(1, "one"), ScoredValue.just(2.5, "two"));
      assertThat(redis.zincrby("zset", 0.1, "two")).isEqualTo(2.6);

      assertThat(redis.objectEncoding("zset")).isEqualTo("listpack");
      assertThat(redis.dbsize()).isEqualTo(5);
      assertThat(redis.info("server")).contains("redis_version:7.4");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorIsAnExceptionWithItsText(ProtocolVersion protocol) {
    try (StatefulRedisConnection<String, String> connection = connect(protocol)) {
      RedisCommands<String, String> redis = connection.sync();
      redis.set("string", "value");

      assertThatThrownBy(() -> redis.lpush("string", "a"))
          .isInstanceOf(RedisCommandExecutionException.class)
          .hasMessage("WRONGTYPE Operation against a key holding the wrong kind of value");
      assertThat(redis.get("string")).isEqualTo("value");
    }
  }

  @Test
  void aBatchFlushedAtOnceAnswersInOrder() {
    try (StatefulRedisConnection<String, String> connection = connect(ProtocolVersion.RESP3)) {
      RedisAsyncCommands<String, String> redis = connection.async();
      connection.setAutoFlushCommands(false);
      List<RedisFuture<Long>> replies = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        replies.add(redis.incr("counter"));
      }
      connection.flushCommands();

      assertThat(
              LettuceFutures.awaitAll(20, TimeUnit.SECONDS, replies.toArray(new RedisFuture<?>[0])))
          .isTrue();
      for (int i = 0; i < replies.size(); i++) {
        assertThat(replies.get(i).toCompletableFuture()).isCompletedWithValue(i + 1L);
      }
    }
  }

  @Test
  void aReactiveStreamOfKeysCompletes() {
    try (StatefulRedisConnection<String, String> connection = connect(ProtocolVersion.RESP3)) {
      connection.sync().mset(Map.of("a", "1", "b", "2", "c", "3"));

      List<String> keys = connection.reactive().keys("*").collectList().block();

      assertThat(keys).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  @Test
  void aScanSeesEveryKeyOnce() {
    try (StatefulRedisConnection<String, String> connection = connect(ProtocolVersion.RESP2)) {
      RedisCommands<String, String> redis = connection.sync();
      for (int i = 0; i < 1000; i++) {
        redis.set("key:" + i, "v");
      }

      Set<String> seen = new HashSet<>();
      ScanArgs args = ScanArgs.Builder.matches("key:*").limit(50);
      KeyScanCursor<String> page = redis.scan(args);
      seen.addAll(page.getKeys());
      while (!page.isFinished()) {
        page = redis.scan(page, args);
        seen.addAll(page.getKeys());
      }

      assertThat(seen).hasSize(1000);
    }
  }

  @Test
  void databasesAreApart() {
    try (StatefulRedisConnection<String, String> connection = connect(ProtocolVersion.RESP3)) {
      RedisCommands<String, String> redis = connection.sync();
      redis.set("key", "zero");
      redis.select(5);

      assertThat(redis.get("key")).isNull();
      redis.set("key", "five");
      redis.select(0);

      assertThat(redis.get("key")).isEqualTo("zero");
    }
  }

  @Test
  void aKilledConnectionComesBack() {
    try (StatefulRedisConnection<String, String> victim = connect(ProtocolVersion.RESP3);
        StatefulRedisConnection<String, String> killer = connect(ProtocolVersion.RESP3)) {
      victim.sync().set("key", "value");
      long id = victim.sync().clientId();

      assertThat(killer.sync().clientKill(io.lettuce.core.KillArgs.Builder.id(id))).isEqualTo(1);

      assertThat(victim.sync().get("key")).isEqualTo("value");
      assertThat(victim.sync().clientId()).isGreaterThan(id);
    }
  }
}
