package io.miniredis.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Web sessions as Spring Session's indexed repository keeps them, through Lettuce 7, in RESP2 and
 * RESP3: a session is a hash that lives five minutes longer than it is valid; a shadow key ends
 * with its validity, whose {@code expired} event tells listeners, who can still read the hash; a
 * set indexes the sessions of a principal; a channel tells of new ones; and a set for each minute
 * names the sessions that end in it, so that a clean-up touches them and makes them expire.
 */
@ParameterizedClass
@EnumSource(ProtocolVersion.class)
class SessionEventsTest {
  private static final String SESSION = "spring:session:sessions:";
  private static final String SHADOW = "spring:session:sessions:expires:";
  private static final String ENDING = "spring:session:expirations:";
  private static final String INDEX = "spring:session:index:PRINCIPAL_NAME_INDEX_NAME:";
  private static final String CREATED = "spring:session:event:0:created:";
  private static final Duration GRACE = Duration.ofMinutes(5);

  private static MiniRedisProcess server;
  private static RedisClient client;

  @Parameter ProtocolVersion protocol;
  private StatefulRedisConnection<String, String> connection;
  private StatefulRedisPubSubConnection<String, String> subscriber;
  private RedisCommands<String, String> redis;
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

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

  @BeforeEach
  void listen() {
    client.setOptions(ClientOptions.builder().protocolVersion(protocol).build());
    connection = client.connect();
    redis = connection.sync();
    redis.flushall();
    switchEventsOn();
    subscriber = client.connectPubSub();
    subscriber.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            events.add(channel + " " + message);
          }

          @Override
          public void message(String pattern, String channel, String message) {
            events.add(channel + " " + message);
          }
        });
    subscriber.sync().subscribe("__keyevent@0__:del", "__keyevent@0__:expired");
    subscriber.sync().psubscribe(CREATED + "*");
  }

  @AfterEach
  void leave() {
    assertThat(events).isEmpty();
    subscriber.close();
    connection.close();
  }

  /** As Spring Session configures the server: it adds what it needs to what there is. */
  private void switchEventsOn() {
    String flags = redis.configGet("notify-keyspace-events").get("notify-keyspace-events");
    StringBuilder wanted = new StringBuilder(flags);
    if (!flags.contains("E")) {
      wanted.append('E');
    }
    boolean all = flags.contains("A");
    if (!all && !flags.contains("g")) {
      wanted.append('g');
    }
    if (!all && !flags.contains("x")) {
      wanted.append('x');
    }
    assertThat(redis.configSet("notify-keyspace-events", wanted.toString())).isEqualTo("OK");
    assertThat(redis.configGet("notify-keyspace-events").get("notify-keyspace-events"))
        .contains("E", "g", "x");
  }

  private void create(String id, String user, Duration validity) {
    redis.hset(SESSION + id, Map.of("creationTime", "1", "sessionAttr:user", user));
    redis.sadd(INDEX + user, id);
    redis.sadd(ENDING + "0", "expires:" + id);
    redis.pexpire(ENDING + "0", validity.plus(GRACE));
    redis.append(SHADOW + id, "");
    redis.pexpire(SHADOW + id, validity);
    redis.pexpire(SESSION + id, validity.plus(GRACE));
    redis.publish(CREATED + id, user);
  }

  private String next() throws InterruptedException {
    return Redissons.next(events);
  }

  @Test
  void listenersHearOfTheBeginningAndTheEndOfASession() throws InterruptedException {
    create("a", "ann", Duration.ofMillis(30));
    assertThat(List.of(next(), next()))
        .containsExactlyInAnyOrder(CREATED + "a ann", "__keyevent@0__:expired " + SHADOW + "a");
    // the hash outlives its shadow: the listener learns whose session has ended
    assertThat(redis.hget(SESSION + "a", "sessionAttr:user")).isEqualTo("ann");
    assertThat(redis.pttl(SESSION + "a")).isBetween(1L, GRACE.toMillis() + 30);
    assertThat(redis.srem(INDEX + "ann", "a")).isEqualTo(1);
    assertThat(redis.exists(INDEX + "ann", SHADOW + "a")).isZero();
    // the last member of a set leaves with a `del` event
    assertThat(next()).isEqualTo("__keyevent@0__:del " + INDEX + "ann");
  }

  @Test
  void aSessionThatIsUsedLivesOn() throws InterruptedException {
    create("b", "bob", Duration.ofSeconds(20));
    assertThat(next()).isEqualTo(CREATED + "b bob");
    for (int i = 0; i < 5; i++) {
      redis.multi();
      redis.hset(SESSION + "b", "lastAccessedTime", Integer.toString(i));
      redis.pexpire(SHADOW + "b", 60_000);
      redis.pexpire(SESSION + "b", 60_000 + GRACE.toMillis());
      TransactionResult result = redis.exec();
      assertThat(result.wasDiscarded()).isFalse();
      assertThat(result.<Object>get(1)).isEqualTo(true);
    }
    assertThat(redis.pttl(SHADOW + "b")).isBetween(20_001L, 60_000L);
    assertThat(redis.smembers(INDEX + "bob")).containsExactly("b");
  }

  @Test
  void aSessionThatIsEndedIsDeletedAndItsShadowTells() throws InterruptedException {
    create("c", "cid", Duration.ofMinutes(30));
    assertThat(next()).isEqualTo(CREATED + "c cid");
    // logging out: the shadow goes, the hash stays for a while for those who hear of it
    assertThat(redis.del(SHADOW + "c")).isEqualTo(1);
    assertThat(next()).isEqualTo("__keyevent@0__:del " + SHADOW + "c");
    assertThat(redis.hgetall(SESSION + "c")).containsEntry("sessionAttr:user", "cid");
    redis.unlink(SESSION + "c");
    assertThat(next()).isEqualTo("__keyevent@0__:del " + SESSION + "c");
  }

  @Test
  void aCleanUpTouchesWhatEndsInAMinute() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      create("s" + i, "eve", Duration.ofMillis(20));
    }
    int created = 0;
    int expired = 0;
    while (created < 20 || expired < 20) {
      for (String shadow : redis.smembers(ENDING + "0")) {
        redis.exists("spring:session:sessions:" + shadow);
      }
      String event = next();
      if (event.startsWith(CREATED)) {
        created++;
      } else {
        assertThat(event).startsWith("__keyevent@0__:expired " + SHADOW + "s");
        expired++;
      }
    }
    assertThat(redis.scard(INDEX + "eve")).isEqualTo(20);
    assertThat(redis.del(ENDING + "0")).isEqualTo(1);
    assertThat(next()).isEqualTo("__keyevent@0__:del " + ENDING + "0");
  }
}
