package io.miniredis.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.it.MiniRedisProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/** Jedis, in RESP2 and RESP3, pooled and pipelined, against the standalone server. */
class JedisTest {
  private static MiniRedisProcess server;

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void empty() {
    try (Jedis jedis = connect(RedisProtocol.RESP2)) {
      jedis.flushAll();
    }
  }

  private static Jedis connect(RedisProtocol protocol) {
    return new Jedis(
        new HostAndPort("127.0.0.1", server.port()),
        DefaultJedisClientConfig.builder().protocol(protocol).clientName("jedis-test").build());
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void everyTypeTravelsBothWays(RedisProtocol protocol) {
    try (Jedis jedis = connect(protocol)) {
      assertThat(jedis.ping()).isEqualTo("PONG");
      assertThat(jedis.clientGetname()).isEqualTo("jedis-test");

      assertThat(jedis.set("string", "value", SetParams.setParams().nx().ex(100))).isEqualTo("OK");
      assertThat(jedis.set("string", "other", SetParams.setParams().nx())).isNull();
      assertThat(jedis.get("string")).isEqualTo("value");
      assertThat(jedis.ttl("string")).isBetween(1L, 100L);
      assertThat(jedis.incrBy("counter", 41)).isEqualTo(41);
      assertThat(jedis.incrByFloat("counter", 0.5)).isEqualTo(41.5);

      assertThat(jedis.rpush("list", "a", "b", "c")).isEqualTo(3);
      assertThat(jedis.lrange("list", 0, -1)).containsExactly("a", "b", "c");
      assertThat(jedis.lpop("list", 2)).containsExactly("a", "b");

      assertThat(jedis.hset("hash", Map.of("f", "1", "g", "2"))).isEqualTo(2);
      assertThat(jedis.hgetAll("hash")).containsOnly(Map.entry("f", "1"), Map.entry("g", "2"));

      assertThat(jedis.sadd("set", "x", "y", "x")).isEqualTo(2);
      assertThat(jedis.smembers("set")).isEqualTo(Set.of("x", "y"));
      assertThat(jedis.sismember("set", "y")).isTrue();

      assertThat(jedis.zadd("zset", Map.of("one", 1.0, "two", 2.5))).isEqualTo(2);
      assertThat(jedis.zscore("zset", "two")).isEqualTo(2.5);
      assertThat(jedis.zrangeWithScores("zset", 0, -1))
          .containsExactly(new Tuple("one", 1.0), new Tuple("two", 2.5));

      assertThat(jedis.type("zset")).isEqualTo("zset");
      assertThat(jedis.dbSize()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void anErrorIsAnExceptionWithItsText(RedisProtocol protocol) {
    try (Jedis jedis = connect(protocol)) {
      jedis.set("string", "value");

      assertThatThrownBy(() -> jedis.lpush("string", "a"))
          .isInstanceOf(JedisDataException.class)
          .hasMessage("WRONGTYPE Operation against a key holding the wrong kind of value");
      assertThatThrownBy(() -> jedis.incr("string"))
          .hasMessage("ERR value is not an integer or out of range");
      assertThat(jedis.get("string")).isEqualTo("value");
    }
  }

  @Test
  void anyBytesAreAKeyAndAValue() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] large = "0123456789".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    try (Jedis jedis = connect(RedisProtocol.RESP2)) {
      jedis.set(all, large);

      assertThat(jedis.get(all)).isEqualTo(large);
      assertThat(jedis.strlen(all)).isEqualTo(large.length);
    }
  }

  @Test
  void aLongPipelineAnswersInOrder() {
    try (Jedis jedis = connect(RedisProtocol.RESP3)) {
      Pipeline pipeline = jedis.pipelined();
      List<Response<Long>> replies = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        replies.add(pipeline.incr("counter"));
      }
      pipeline.sync();

      for (int i = 0; i < replies.size(); i++) {
        assertThat(replies.get(i).get()).isEqualTo(i + 1L);
      }
    }
  }

  @Test
  void aScanSeesEveryKeyOnce() {
    try (Jedis jedis = connect(RedisProtocol.RESP2)) {
      Pipeline pipeline = jedis.pipelined();
      for (int i = 0; i < 1000; i++) {
        pipeline.set("key:" + i, "v");
      }
      pipeline.sync();

      Set<String> seen = new HashSet<>();
      String cursor = ScanParams.SCAN_POINTER_START;
      do {
        ScanResult<String> page = jedis.scan(cursor, new ScanParams().match("key:*").count(50));
        seen.addAll(page.getResult());
        cursor = page.getCursor();
      } while (!cursor.equals(ScanParams.SCAN_POINTER_START));

      assertThat(seen).hasSize(1000);
    }
  }

  @Test
  void threadsShareAPool() throws Exception {
    try (RedisClient pool = RedisClient.builder().hostAndPort("127.0.0.1", server.port()).build();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> work = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    pool.incr("counter");
                  }
                }));
      }
      for (Future<?> done : work) {
        done.get();
      }

      assertThat(pool.get("counter")).isEqualTo("4000");
    }
  }

  @Test
  void aPasswordIsAskedFor() {
    try (MiniRedisProcess locked = MiniRedisProcess.start("--requirepass", "secret")) {
      HostAndPort address = new HostAndPort("127.0.0.1", locked.port());
      try (Jedis jedis =
          new Jedis(address, DefaultJedisClientConfig.builder().password("secret").build())) {
        assertThat(jedis.set("key", "value")).isEqualTo("OK");
      }
      try (Jedis jedis = new Jedis(address)) {
        assertThatThrownBy(() -> jedis.get("key")).hasMessage("NOAUTH Authentication required.");
      }
      assertThatThrownBy(
              () -> {
                try (Jedis jedis =
                    new Jedis(
                        address, DefaultJedisClientConfig.builder().password("wrong").build())) {
                  jedis.ping();
                }
              })
          .isInstanceOf(JedisAccessControlException.class)
          .hasMessageStartingWith("WRONGPASS");
    }
  }
}
