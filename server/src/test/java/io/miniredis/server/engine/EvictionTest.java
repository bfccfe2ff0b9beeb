package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys go when maxmemory is reached, by policy. */
class EvictionTest {
  private static final String OOM = "-OOM command not allowed when used memory > 'maxmemory'.";
  private static final int KEYS = 3000;
  private static final String VALUE = "v".repeat(200);

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private void set(String setting, Object value) {
    assertThat(client.send("CONFIG", "SET", setting, value.toString())).isEqualTo("+OK");
  }

  /** Stores keys 0 to KEYS, ten a second; the value of each is as long as any other's. */
  private void fill(String... options) {
    for (int i = 0; i < KEYS; i++) {
      String[] words = {"SET", Integer.toString(i), VALUE};
      String[] all = Arrays.copyOf(words, words.length + options.length);
      System.arraycopy(options, 0, all, words.length, options.length);
      client.write(all);
      if (i % 10 == 9) {
        client.readMany(10);
        server.advance(Duration.ofSeconds(1));
      }
    }
  }

  private void read(int from, int to) {
    for (int i = from; i < to; i++) {
      client.send("GET", Integer.toString(i));
      if (i % 10 == 9) {
        server.advance(Duration.ofSeconds(1));
      }
    }
  }

  /** Lets so much memory be used that about half of what is stored must go, and has it go. */
  private void evictHalf() {
    long[] data = {0};
    server.engine().shards().forEachKeyspace(k -> data[0] += k.entryBytes());
    server.engine().memory().recount();
    set("maxmemory", server.engine().memory().used() - data[0] / 2);
    client.send("PING");
    assertThat(server.engine().stats().evictedKeys.sum()).isBetween(KEYS / 3L, 2L * KEYS / 3);
  }

  private Set<Integer> left() {
    String keys = client.send("KEYS", "*");
    return Arrays.stream(keys.substring(1, keys.length() - 1).split(" "))
        .filter(key -> !key.isEmpty())
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double share(Set<Integer> left, IntPredicate which) {
    double all = IntStream.range(0, KEYS).filter(which).count();
    return left.stream().filter(which::test).count() / all;
  }

  private static long info(TestClient client, String field) {
    return Arrays.stream(client.send("INFO", "stats").split("\r\n"))
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(field.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"allkeys-lru", "volatile-lru"})
  void lruKeepsWhatWasUsedLately(String policy) {
    set("maxmemory-policy", policy);
    fill("EX", "1000000");
    read(0, KEYS / 2);
    evictHalf();
    assertThat(share(left(), key -> key < KEYS / 2)).isGreaterThan(0.87);
  }

  @Test
  void moreSamplesComeNearerToLru() {
    set("maxmemory-policy", "allkeys-lru");
    set("maxmemory-samples", 64);
    fill();
    evictHalf();
    assertThat(share(left(), key -> key >= KEYS / 2)).isGreaterThan(0.99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allkeys-lfu", "volatile-lfu"})
  void lfuKeepsWhatIsUsedOften(String policy) {
    set("maxmemory-policy", policy);
    fill("EX", "1000000");
    for (int times = 0; times < 20; times++) {
      read(0, KEYS / 10);
    }
    read(KEYS / 2, KEYS); // later, but once only
    evictHalf();
    Set<Integer> left = left();
    assertThat(share(left, key -> key < KEYS / 10)).isGreaterThan(0.98);
  }

  @Test
  void lfuForgetsWhatWasUsedOftenLongAgo() {
    set("maxmemory-policy", "allkeys-lfu");
    fill();
    for (int times = 0; times < 20; times++) {
      read(0, KEYS / 10);
    }
    assertThat(client.send("OBJECT", "FREQ", "0")).isNotEqualTo(":0");
    server.advance(Duration.ofHours(5));
    assertThat(client.send("OBJECT", "FREQ", "0")).isEqualTo(":0");
    for (int i = KEYS / 2; i < KEYS; i++) {
      client.send("GET", Integer.toString(i));
    }
    evictHalf();
    Set<Integer> left = left();
    assertThat(share(left, key -> key < KEYS / 10)).isLessThan(0.5);
    assertThat(share(left, key -> key >= KEYS / 2)).isGreaterThan(0.8);
  }

  @Test
  void ttlTakesWhatExpiresNext() {
    Random random = random();
    set("maxmemory-policy", "volatile-ttl");
    fill();
    List<Integer> order = IntStream.range(0, KEYS).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random);
    for (int i = 0; i < KEYS; i++) {
      String key = order.get(i).toString();
      client.send("EXPIRE", key, Integer.toString(10_000 + random.nextInt(100_000)));
      client.send("EXPIRE", key, Integer.toString(1_000_000 + i)); // the one that counts
    }
    client.send("PERSIST", order.get(0).toString());
    evictHalf();
    Set<Integer> left = left();
    int evicted = KEYS - left.size();
    assertThat(left)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, KEYS)
                .filter(i -> i == 0 || i > evicted)
                .mapToObj(order::get)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"allkeys-random", "volatile-random"})
  void randomPoliciesTreatAllKeysAlike(String policy) {
    set("maxmemory-policy", policy);
    fill("EX", "1000000");
    read(0, KEYS / 2);
    evictHalf();
    Set<Integer> left = left();
    for (int tenth = 0; tenth < 10; tenth++) {
      int from = tenth * KEYS / 10;
      assertThat(share(left, key -> key >= from && key < from + KEYS / 10)).isBetween(0.3, 0.7);
    }
    double mean = left.stream().mapToInt(i -> i).average().orElseThrow();
    assertThat(mean).isBetween(KEYS * 0.45, KEYS * 0.55);
  }

  @ParameterizedTest
  @ValueSource(strings = {"volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl"})
  void volatilePoliciesLeaveWhatDoesNotExpire(String policy) {
    set("maxmemory-policy", policy);
    fill();
    for (int i = 0; i < KEYS; i += 3) {
      client.send("EXPIRE", Integer.toString(i), "1000000");
    }
    client.send("PERSIST", "3");
    client.send("SELECT", "7");
    client.send("HSET", "hash", "field", "value");
    client.send("HEXPIRE", "hash", "1000", "FIELDS", "1", "field"); // does not make the key expire
    client.send("SET", "expiring", "1", "EX", "1000");
    set("maxmemory", 1);
    assertThat(client.send("SET", "more", "1")).isEqualTo(OOM);
    assertThat(client.send("KEYS", "*")).isEqualTo("[hash]");
    client.send("SELECT", "0");
    assertThat(left())
        .isEqualTo(
            IntStream.range(0, KEYS)
                .filter(i -> i % 3 != 0 || i == 3)
                .boxed()
                .collect(Collectors.toSet()));
    assertThat(info(client, "evicted_keys")).isEqualTo(KEYS / 3);
    assertThat(client.send("DEL", "1")).isEqualTo(":1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"allkeys-lru", "allkeys-lfu", "allkeys-random"})
  void allkeysPoliciesTakeFromEveryDatabaseUntilNothingIsLeft(String policy) {
    set("maxmemory-policy", policy);
    fill();
    client.send("SELECT", "15");
    client.pipeline(
        "SET a 1", "RPUSH b 1 2", "HSET c f v", "SADD d 1", "ZADD e 1 m", "XADD f * f v");
    set("maxmemory", 1);
    assertThat(client.send("GET", "a")).isEqualTo("nil");
    assertThat(client.send("SET", "a", "1")).isEqualTo(OOM);
    assertThat(client.send("INFO", "keyspace")).isEqualTo("'# Keyspace\r\n'");
    assertThat(info(client, "evicted_keys")).isEqualTo(KEYS + 6);
    set("maxmemory", 0);
    assertThat(client.send("SET", "a", "1")).isEqualTo("+OK");
  }

  @Test
  void aCacheThatIsFullStaysFullAndTakesWhatIsNew() {
    set("maxmemory-policy", "allkeys-lru");
    fill();
    evictHalf();
    int full = left().size();
    long limit = server.engine().memory().limit();
    for (int i = KEYS; i < 3 * KEYS; i++) {
      assertThat(client.send("SET", Integer.toString(i), VALUE, "EX", "1000000")).isEqualTo("+OK");
      assertThat(server.engine().memory().used()).isLessThan(limit + 10_000);
      if (i % 10 == 0) {
        server.advance(Duration.ofSeconds(1));
      }
    }
    client.send("PING");
    assertThat(server.engine().memory().used()).isLessThanOrEqualTo(limit);
    Set<Integer> left = left();
    assertThat(left).hasSizeBetween(full * 8 / 10, full * 11 / 10);
    assertThat(left.stream().mapToInt(i -> i).average().orElseThrow())
        .isGreaterThan(3 * KEYS - 0.65 * full);
  }

  @Test
  void whatHasGoneIsToldToThoseWhoFollowIt() {
    TestClient watching = server.client();
    TestClient waiting = server.client();
    set("maxmemory-policy", "allkeys-random");
    client.pipeline("SET k v", "XGROUP CREATE s g 0 MKSTREAM");
    watching.pipeline("WATCH k", "MULTI", "PING");
    waiting.write("XREADGROUP", "GROUP", "g", "me", "BLOCK", "0", "STREAMS", "s", ">");
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
    set("maxmemory", 1);
    assertThat(client.send("DBSIZE")).isEqualTo(":0");
    assertThat(waiting.read()).startsWith("-NOGROUP");
    assertThat(watching.send("EXEC")).isEqualTo("nil");
  }

  @Test
  void nothingIsEvictedDuringAPause() {
    set("maxmemory-policy", "allkeys-random");
    client.send("SET", "k", "v");
    client.send("CLIENT", "PAUSE", "1000000", "WRITE");
    set("maxmemory", 1);
    assertThat(client.send("GET", "k")).isEqualTo("v");
    client.send("CLIENT", "UNPAUSE");
    assertThat(client.send("GET", "k")).isEqualTo("nil");
  }

  @Test
  void theBackgroundEvictsWhenNobodySendsACommand() {
    set("maxmemory-policy", "allkeys-lru");
    fill();
    set("maxmemory", 1);
    server.tick();
    assertThat(server.engine().stats().evictedKeys.sum()).isEqualTo(KEYS);
  }

  @Test
  void theTimeAboveTheLimitIsCounted() {
    set("maxmemory", 1);
    client.send("PING");
    server.advance(Duration.ofSeconds(5));
    assertThat(info(client, "current_eviction_exceeded_time")).isEqualTo(5000);
    assertThat(info(client, "total_eviction_exceeded_time")).isEqualTo(5000);
    set("maxmemory", 1 << 30);
    client.send("PING");
    server.advance(Duration.ofSeconds(5));
    assertThat(info(client, "current_eviction_exceeded_time")).isZero();
    assertThat(info(client, "total_eviction_exceeded_time")).isEqualTo(5000);
    client.send("CONFIG", "RESETSTAT");
    assertThat(info(client, "total_eviction_exceeded_time")).isZero();
  }

  @Test
  void tenacityIsTheTimeThatACommandMayEvict() {
    assertThat(Eviction.allowedNanos(0)).isZero();
    assertThat(Eviction.allowedNanos(1)).isEqualTo(50_000);
    assertThat(Eviction.allowedNanos(10)).isEqualTo(500_000);
    assertThat(Eviction.allowedNanos(11)).isEqualTo(575_000);
    assertThat(Duration.ofNanos(Eviction.allowedNanos(99)))
        .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(4));
    assertThat(Eviction.allowedNanos(100)).isEqualTo(Long.MAX_VALUE);
  }

  private static Random random() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed + ": EvictionTest");
    return new Random(seed);
  }
}
