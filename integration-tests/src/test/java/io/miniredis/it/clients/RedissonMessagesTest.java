package io.miniredis.it.clients;

import static io.miniredis.it.clients.Redissons.next;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.DeletedObjectListener;
import org.redisson.api.ExpiredObjectListener;
import org.redisson.api.RBucket;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RPatternTopic;
import org.redisson.api.RReliableTopic;
import org.redisson.api.RShardedTopic;
import org.redisson.api.RStream;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.api.listener.StatusListener;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.stream.AutoClaimResult;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.api.stream.StreamCreateGroupArgs;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.api.stream.StreamReadArgs;
import org.redisson.api.stream.StreamReadGroupArgs;
import org.redisson.api.stream.StreamTrimArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Protocol;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

/**
 * Redisson 4.7's topics, streams and listeners, in RESP2 and RESP3. A topic outlives its
 * connection: when the server cuts that, Redisson connects and subscribes again.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@SuppressWarnings("deprecation")
class RedissonMessagesTest {
  private static MiniRedisProcess server;
  private static Map<Protocol, RedissonClient> clients;

  @Parameter Protocol protocol;
  private RedissonClient redisson;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start("--io-threads", "4", "--notify-keyspace-events", "Egx");
    clients = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      clients.put(protocol, Redissons.connect(server, protocol));
    }
  }

  @AfterAll
  static void stop() {
    clients.values().forEach(RedissonClient::shutdown);
    server.close();
  }

  @BeforeEach
  void empty() {
    redisson = clients.get(protocol);
    redisson.getKeys().flushall();
  }

  @AfterEach
  void nothingMoreIsHeard() {
    assertThat(heard).isEmpty();
  }

  @Test
  void aTopicReachesItsListeners() throws InterruptedException {
    RTopic topic = redisson.getTopic("news");
    int listener =
        topic.addListener(List.class, (channel, message) -> heard.add(channel + " " + message));
    RPatternTopic pattern = redisson.getPatternTopic("n*s");
    pattern.addListener(
        List.class,
        (matched, channel, message) -> heard.add(matched + " " + channel + " " + message));
    assertThat(topic.countSubscribers()).isEqualTo(1);
    assertThat(topic.publish(List.of("hello", 1))).isEqualTo(2);
    assertThat(List.of(next(heard), next(heard)))
        .containsExactlyInAnyOrder("news [hello, 1]", "n*s news [hello, 1]");
    topic.removeListener(listener);
    assertThat(topic.publish(List.of("again"))).isEqualTo(1);
    assertThat(next(heard)).isEqualTo("n*s news [again]");
    pattern.removeAllListeners();
    assertThat(topic.publish(List.of("nobody"))).isZero();

    RShardedTopic sharded = redisson.getShardedTopic("shard");
    sharded.addListener(String.class, (channel, message) -> heard.add(message));
    assertThat(sharded.publish("sharded")).isEqualTo(1);
    assertThat(next(heard)).isEqualTo("sharded");
    sharded.removeAllListeners();
  }

  @Test
  void manyMessagesArriveInOrder() throws InterruptedException {
    RTopic topic = redisson.getTopic("flood", StringCodec.INSTANCE);
    topic.addListener(String.class, (channel, message) -> heard.add(message));
    for (int i = 0; i < 2_000; i++) {
      topic.publishAsync(Integer.toString(i));
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      numbers.add(Integer.parseInt(next(heard)));
    }
    // several connections publish, so that the order is not that of the calls
    assertThat(numbers).doesNotHaveDuplicates().hasSize(2_000);
    topic.removeAllListeners();
  }

  @Test
  void aTopicOutlivesItsConnection() throws InterruptedException {
    RTopic topic = redisson.getTopic("lasting", StringCodec.INSTANCE);
    topic.addListener(
        new StatusListener() {
          @Override
          public void onSubscribe(String channel) {
            heard.add("subscribed");
          }

          @Override
          public void onUnsubscribe(String channel) {
            heard.add("unsubscribed");
          }
        });
    topic.addListener(String.class, (channel, message) -> heard.add(message));
    assertThat(next(heard)).isEqualTo("subscribed");
    try (Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      for (int cut = 0; cut < 3; cut++) {
        assertThat(jedis.clientKill(new ClientKillParams().type(ClientType.PUBSUB))).isPositive();
        while (topic.publish("back") == 0) {
          Thread.onSpinWait();
        }
        String word = next(heard);
        while (!word.equals("back")) {
          assertThat(word).isEqualTo("subscribed");
          word = next(heard);
        }
        while (topic.countSubscribers() != 1) {
          Thread.onSpinWait();
        }
        heard.clear();
      }
    }
    topic.removeAllListeners();
    heard.clear();
  }

  @Test
  void aReliableTopicIsHeardFromItsBeginning() throws InterruptedException {
    RReliableTopic topic = redisson.getReliableTopic("reliable");
    String listener = topic.addListener(String.class, (channel, message) -> heard.add(message));
    assertThat(topic.publish("one")).isEqualTo(1);
    assertThat(topic.publish("two")).isEqualTo(1);
    assertThat(next(heard)).isEqualTo("one");
    assertThat(next(heard)).isEqualTo("two");
    assertThat(topic.countSubscribers()).isEqualTo(1);
    topic.removeListener(listener);
    assertThat(topic.countListeners()).isZero();
  }

  @Test
  void aStreamIsReadByGroups() throws Exception {
    RStream<String, Integer> stream = redisson.getStream("stream");
    stream.createGroup(StreamCreateGroupArgs.name("group").makeStream());
    assertThatThrownBy(() -> stream.createGroup(StreamCreateGroupArgs.name("group")))
        .isInstanceOf(RedisException.class)
        .hasMessageContaining("BUSYGROUP");
    StreamMessageId first = stream.add(StreamAddArgs.entry("n", 1));
    StreamMessageId second = stream.add(StreamAddArgs.entries("n", 2, "m", 3));
    assertThat(stream.readGroup("group", "a", StreamReadGroupArgs.neverDelivered().count(1)))
        .isEqualTo(Map.of(first, Map.of("n", 1)));
    assertThat(stream.readGroup("group", "b", StreamReadGroupArgs.neverDelivered()))
        .isEqualTo(Map.of(second, Map.of("n", 2, "m", 3)));
    assertThat(stream.getPendingInfo("group").getConsumerNames())
        .isEqualTo(Map.of("a", 1L, "b", 1L));
    assertThat(stream.listPending("group", StreamMessageId.MIN, StreamMessageId.MAX, 10))
        .extracting(entry -> entry.getConsumerName() + " " + entry.getDeliveryCount())
        .containsExactly("a 1", "b 1");
    assertThat(stream.ack("group", second)).isEqualTo(1);
    AutoClaimResult<String, Integer> claimed =
        stream.autoClaim("group", "b", 0, MILLISECONDS, StreamMessageId.MIN, 10);
    assertThat(claimed.getMessages()).isEqualTo(Map.of(first, Map.of("n", 1)));
    assertThat(stream.claim("group", "a", 0, MILLISECONDS, first)).containsOnlyKeys(first);
    assertThat(stream.listConsumers("group"))
        .extracting(consumer -> consumer.getName() + " " + consumer.getPending())
        .containsExactlyInAnyOrder("a 1", "b 0");
    assertThat(stream.listGroups()).singleElement().extracting("name").isEqualTo("group");
    assertThat(stream.getInfo().getLength()).isEqualTo(2);
    assertThat(stream.getInfo().getLastEntry().getId()).isEqualTo(second);

    Future<Map<StreamMessageId, Map<String, Integer>>> waiting =
        stream
            .readAsync(StreamReadArgs.greaterThan(second).timeout(Duration.ofSeconds(15)))
            .toCompletableFuture();
    StreamMessageId third = stream.add(StreamAddArgs.entry("n", 4));
    assertThat(waiting.get()).isEqualTo(Map.of(third, Map.of("n", 4)));
    assertThat(
            stream.rangeReversed(
                StreamRangeArgs.startId(StreamMessageId.MAX).endId(StreamMessageId.MIN).count(2)))
        .containsOnlyKeys(third, second);
    assertThat(stream.remove(second)).isEqualTo(1);
    assertThat(stream.trim(StreamTrimArgs.maxLen(1).noLimit())).isEqualTo(1);
    assertThat(stream.removeConsumer("group", "a")).isEqualTo(1);
    stream.removeGroup("group");
    assertThat(stream.size()).isEqualTo(1);
  }

  @Test
  void objectsTellOfTheirEnd() throws InterruptedException {
    RBucket<String> brief = redisson.getBucket("brief");
    brief.addListener((ExpiredObjectListener) name -> heard.add("expired " + name));
    brief.addListener((DeletedObjectListener) name -> heard.add("deleted " + name));
    brief.set("v", Duration.ofMillis(10));
    assertThat(next(heard)).isEqualTo("expired brief");
    brief.set("v");
    brief.delete();
    assertThat(next(heard)).isEqualTo("deleted brief");
  }

  @Test
  void aCachedMapForgetsWhatAnotherChanged() {
    RedissonClient other = Redissons.connect(server, protocol);
    try {
      LocalCachedMapOptions<String, String> options = LocalCachedMapOptions.name("cached");
      RLocalCachedMap<String, String> here = redisson.getLocalCachedMap(options);
      RLocalCachedMap<String, String> there = other.getLocalCachedMap(options);
      here.put("k", "1");
      // the word of that put may come after the get
      while (!there.getCachedMap().containsKey("k")) {
        assertThat(there.get("k")).isEqualTo("1");
      }
      here.put("k", "2");
      while (there.getCachedMap().containsKey("k")) {
        Thread.onSpinWait();
      }
      assertThat(there.get("k")).isEqualTo("2");
      here.destroy();
    } finally {
      other.shutdown();
    }
  }
}
