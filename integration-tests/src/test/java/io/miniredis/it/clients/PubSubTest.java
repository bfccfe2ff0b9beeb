package io.miniredis.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisProtocol;

/** Lettuce and Jedis as subscribers, in RESP2 and RESP3, against the standalone server. */
class PubSubTest {
  private static MiniRedisProcess server;
  private static RedisClient lettuce;

  /** What came, in words. */
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start("--io-threads", "4", "--notify-keyspace-events", "KEA");
    lettuce =
        RedisClient.create(
            RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(server.port())
                .withTimeout(Duration.ofSeconds(20))
                .build());
  }

  @AfterAll
  static void stop() {
    lettuce.shutdown(Duration.ZERO, Duration.ofSeconds(5));
    server.close();
  }

  private List<String> take(int count) throws InterruptedException {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(heard.poll(20, TimeUnit.SECONDS));
    }
    return some;
  }

  private final class Listener extends RedisPubSubAdapter<String, String> {
    @Override
    public void message(String channel, String message) {
      heard.add(channel + " " + message);
    }

    @Override
    public void message(String pattern, String channel, String message) {
      heard.add(pattern + " " + channel + " " + message);
    }

    @Override
    public void smessage(String channel, String message) {
      heard.add("shard " + channel + " " + message);
    }

    @Override
    public void unsubscribed(String channel, long count) {
      heard.add("left " + channel + " " + count);
    }
  }

  @ParameterizedTest
  @EnumSource
  void lettuceSubscribes(ProtocolVersion protocol) throws InterruptedException {
    lettuce.setOptions(ClientOptions.builder().protocolVersion(protocol).build());
    try (StatefulRedisPubSubConnection<String, String> subscriber = lettuce.connectPubSub();
        StatefulRedisConnection<String, String> connection = lettuce.connect()) {
      subscriber.addListener(new Listener());
      subscriber.sync().subscribe("news", "other");
      subscriber.sync().psubscribe("n*");
      subscriber.sync().ssubscribe("shard");
      // in RESP2 the reply looks like a message, and Lettuce takes its last word
      String pong = protocol == ProtocolVersion.RESP2 ? "" : "PONG";
      assertThat(subscriber.sync().ping()).isEqualTo(pong);
      assertThat(connection.sync().publish("news", "hello")).isEqualTo(2);
      assertThat(take(2)).containsExactly("news hello", "n* news hello");
      assertThat(connection.sync().spublish("shard", "hello")).isEqualTo(1);
      assertThat(take(1)).containsExactly("shard shard hello");
      assertThat(connection.sync().pubsubNumsub("news", "none"))
          .isEqualTo(Map.of("news", 1L, "none", 0L));
      assertThat(connection.sync().pubsubChannels()).contains("news", "other");
      assertThat(connection.sync().pubsubNumpat()).isEqualTo(1);
      subscriber.sync().punsubscribe("n*");
      subscriber.sync().unsubscribe("news");
      assertThat(take(1)).containsExactly("left news 1");
      assertThat(connection.sync().publish("news", "nobody hears")).isZero();
      for (int i = 0; i < 1_000; i++) {
        connection.async().publish("other", "m" + i);
      }
      List<String> all = take(1_000);
      assertThat(all).startsWith("other m0", "other m1").endsWith("other m998", "other m999");
      assertThat(heard).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void lettuceHearsOfKeys(ProtocolVersion protocol) throws InterruptedException {
    lettuce.setOptions(ClientOptions.builder().protocolVersion(protocol).build());
    try (StatefulRedisPubSubConnection<String, String> subscriber = lettuce.connectPubSub();
        StatefulRedisConnection<String, String> connection = lettuce.connect()) {
      subscriber.addListener(new Listener());
      subscriber.sync().subscribe("__keyspace@0__:k", "__keyevent@0__:lpush");
      connection.sync().set("k", "v");
      connection.sync().lpush("list", "x");
      connection.sync().pexpire("k", 1);
      assertThat(take(4))
          .containsExactly(
              "__keyspace@0__:k set",
              "__keyevent@0__:lpush list",
              "__keyspace@0__:k expire",
              "__keyspace@0__:k expired");
      connection.sync().del("list");
    }
  }

  private static Jedis jedis(RedisProtocol protocol) {
    return new Jedis(
        new HostAndPort("127.0.0.1", server.port()),
        DefaultJedisClientConfig.builder().protocol(protocol).build());
  }

  private final class JedisListener extends JedisPubSub {
    @Override
    public void onMessage(String channel, String message) {
      heard.add(channel + " " + message);
      if (message.equals("leave")) {
        unsubscribe();
      }
    }

    @Override
    public void onPMessage(String pattern, String channel, String message) {
      heard.add(pattern + " " + channel + " " + message);
    }

    @Override
    public void onSubscribe(String channel, int count) {
      heard.add("joined " + channel + " " + count);
    }

    @Override
    public void onUnsubscribe(String channel, int count) {
      heard.add("left " + channel + " " + count);
      if (count > 0 && isSubscribed()) {
        punsubscribe();
      }
    }

    @Override
    public void onPong(String message) {
      heard.add("pong " + message);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RESP2", "RESP3"})
  void jedisSubscribes(RedisProtocol protocol) throws InterruptedException {
    JedisListener listener = new JedisListener();
    try (Jedis publisher = jedis(protocol);
        Jedis subscriber = jedis(protocol)) {
      Thread thread = Thread.ofPlatform().start(() -> subscriber.subscribe(listener, "a"));
      assertThat(take(1)).containsExactly("joined a 1");
      listener.ping();
      assertThat(heard.poll(20, TimeUnit.SECONDS)).startsWith("pong ");
      assertThat(publisher.publish("a", "hello")).isEqualTo(1);
      assertThat(take(1)).containsExactly("a hello");
      listener.psubscribe("b*");
      while (publisher.pubsubNumPat() == 0) {
        Thread.onSpinWait();
      }
      assertThat(publisher.publish("bb", "hello")).isEqualTo(1);
      assertThat(take(1)).containsExactly("b* bb hello");
      publisher.publish("a", "leave");
      assertThat(take(2)).containsExactly("a leave", "left a 1");
      thread.join();
      assertThat(subscriber.ping()).isEqualTo("PONG");
      assertThat(publisher.pubsubNumSub("a")).isEqualTo(Map.of("a", 0L));
    }
  }
}
