package io.miniredis.it.clients;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RAtomicDouble;
import org.redisson.api.RAtomicLong;
import org.redisson.api.RBitSet;
import org.redisson.api.RBloomFilter;
import org.redisson.api.RBucket;
import org.redisson.api.RGeo;
import org.redisson.api.RHyperLogLog;
import org.redisson.api.RLexSortedSet;
import org.redisson.api.RList;
import org.redisson.api.RListMultimap;
import org.redisson.api.RLongAdder;
import org.redisson.api.RMap;
import org.redisson.api.RMapCache;
import org.redisson.api.RMapCacheNative;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RSet;
import org.redisson.api.RSetCache;
import org.redisson.api.RSetMultimap;
import org.redisson.api.RSortedSet;
import org.redisson.api.RTimeSeries;
import org.redisson.api.RedissonClient;
import org.redisson.api.SetUnionArgs;
import org.redisson.api.geo.GeoSearchArgs;
import org.redisson.api.geo.GeoUnit;
import org.redisson.api.map.event.EntryExpiredListener;
import org.redisson.client.codec.LongCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.ScoredEntry;
import org.redisson.config.Protocol;

/**
 * Redisson 4.7's maps, sets, lists and counters, in RESP2 and RESP3: whatever Java's interfaces ask
 * for and Redis has no command for, it does in Lua, with its values packed as binary.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
class RedissonCollectionsTest {
  private static MiniRedisProcess server;
  private static Map<Protocol, RedissonClient> clients;

  @Parameter Protocol protocol;
  private RedissonClient redisson;

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start("--io-threads", "4");
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

  @Test
  void aBucketHoldsAnObject() {
    RBucket<Map<String, Integer>> bucket = redisson.getBucket("bucket");
    assertThat(bucket.setIfAbsent(Map.of("a", 1))).isTrue();
    assertThat(bucket.setIfAbsent(Map.of("b", 2))).isFalse();
    assertThat(bucket.compareAndSet(Map.of("x", 0), Map.of("b", 2))).isFalse();
    assertThat(bucket.compareAndSet(Map.of("a", 1), Map.of("b", 2))).isTrue();
    assertThat(bucket.getAndSet(Map.of("c", 3), Duration.ofMinutes(1))).isEqualTo(Map.of("b", 2));
    assertThat(bucket.remainTimeToLive()).isBetween(1L, 60_000L);
    assertThat(bucket.getAndClearExpire()).isEqualTo(Map.of("c", 3));
    assertThat(bucket.getAndDelete()).isEqualTo(Map.of("c", 3));
    redisson.getBuckets().set(Map.of("one", 1, "two", 2));
    assertThat(redisson.getBuckets().get("one", "two", "three"))
        .isEqualTo(Map.of("one", 1, "two", 2));
    assertThat(redisson.getBuckets().trySet(Map.of("two", 2, "three", 3))).isFalse();
    assertThat(redisson.getKeys().getKeysStream()).containsExactlyInAnyOrder("one", "two");
    assertThat(redisson.getKeys().deleteByPattern("t*")).isEqualTo(1);
  }

  @Test
  void aMapIsAConcurrentMap() {
    RMap<String, Integer> map = redisson.getMap("map");
    assertThat(map.put("a", 1)).isNull();
    assertThat(map.put("a", 2)).isEqualTo(1);
    assertThat(map.putIfAbsent("a", 3)).isEqualTo(2);
    assertThat(map.replace("a", 9, 3)).isFalse();
    assertThat(map.replace("a", 2, 3)).isTrue();
    assertThat(map.remove("a", 2)).isFalse();
    assertThat(map.merge("a", 10, Integer::sum)).isEqualTo(13);
    assertThat(map.compute("b", (key, old) -> 5)).isEqualTo(5);
    assertThat(map.computeIfAbsent("c", key -> 6)).isEqualTo(6);
    assertThat(map.fastPut("d", 1)).isTrue();
    assertThat(map.getAll(Set.of("a", "b", "none"))).isEqualTo(Map.of("a", 13, "b", 5));
    assertThat(map.readAllMap()).isEqualTo(Map.of("a", 13, "b", 5, "c", 6, "d", 1));
    assertThat(map.fastRemove("a", "b", "none")).isEqualTo(2);
    assertThat(map.remove("c")).isEqualTo(6);
    assertThat(map.containsKey("c")).isFalse();
    assertThat(map.containsValue(1)).isTrue();
    RMap<String, Long> numbers = redisson.getMap("numbers", LongCodec.INSTANCE);
    assertThat(numbers.addAndGet("n", 41L)).isEqualTo(41);
    assertThat(numbers.addAndGet("n", 1L)).isEqualTo(42);
    List<CompletableFuture<?>> puts = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      puts.add(map.putAsync("k" + i, i).toCompletableFuture());
    }
    puts.forEach(CompletableFuture::join);
    assertThat(map.keySet().stream().distinct().count()).isEqualTo(1_001);
    numbers.putAll(Map.of("k1", 1L, "k2", 2L));
    RMap<String, String> words = redisson.getMap("numbers", StringCodec.INSTANCE);
    assertThat(words.keySet("k*")).containsExactlyInAnyOrder("k1", "k2");
    assertThat(map.randomKeys(5)).hasSize(5);
    assertThat(map.valueSize("k999")).isPositive();
  }

  @Test
  void anEntryOfAMapCacheExpires() throws InterruptedException {
    RMapCache<String, String> map = redisson.getMapCache("cache");
    BlockingQueue<String> expired = new LinkedBlockingQueue<>();
    map.addListener(
        (EntryExpiredListener<String, String>)
            event -> expired.add(event.getKey() + "=" + event.getValue()));
    map.put("stays", "1");
    map.put("minute", "2", 1, MINUTES);
    assertThat(map.fastPut("idle", "3", 1, MINUTES, 1, MINUTES)).isTrue();
    assertThat(map.putIfAbsent("idle", "4", 1, MINUTES)).isEqualTo("3");
    assertThat(map.remainTimeToLive("minute")).isBetween(1L, 60_000L);
    assertThat(map.get("idle")).isEqualTo("3");
    map.put("brief", "4", 30, MILLISECONDS);
    while (map.containsKey("brief")) {
      Thread.onSpinWait();
    }
    assertThat(map.get("brief")).isNull();
    assertThat(map.put("brief", "5", 1, MINUTES)).isNull();
    assertThat(map.readAllMap())
        .isEqualTo(Map.of("stays", "1", "minute", "2", "idle", "3", "brief", "5"));
    assertThat(map.size()).isEqualTo(4);
    // what a put finds expired, it tells
    map.put("brief", "6", 1, MILLISECONDS);
    while (map.containsKey("brief")) {
      Thread.onSpinWait();
    }
    map.put("brief", "7");
    assertThat(map.remove("brief")).isEqualTo("7");
    map.destroy();
    assertThat(expired).allMatch(event -> event.startsWith("brief="));
  }

  @Test
  void aMapCacheForgetsWhatWasNotUsedLately() {
    RMapCache<String, Integer> map = redisson.getMapCache("bounded");
    assertThat(map.trySetMaxSize(3)).isTrue();
    assertThat(map.trySetMaxSize(5)).isFalse();
    for (int i = 0; i < 3; i++) {
      map.put("k" + i, i);
    }
    assertThat(map.get("k0")).isZero();
    map.put("k3", 3);
    assertThat(map.size()).isEqualTo(3);
    map.destroy();
  }

  @Test
  void aFieldOfAHashExpiresInTheServer() {
    RMapCacheNative<String, String> map = redisson.getMapCacheNative("native");
    map.put("minute", "1", Duration.ofMinutes(1));
    map.put("stays", "2");
    assertThat(map.remainTimeToLive("minute")).isBetween(1L, 60_000L);
    assertThat(map.remainTimeToLive("stays")).isEqualTo(-1);
    assertThat(map.remainTimeToLive("none")).isEqualTo(-2);
    map.put("brief", "3", Duration.ofMillis(20));
    while (map.containsKey("brief")) {
      Thread.onSpinWait();
    }
    assertThat(map.expireEntry("stays", Duration.ofMinutes(5))).isTrue();
    assertThat(map.expireEntryIfGreater("stays", Duration.ofMinutes(2))).isFalse();
    assertThat(map.clearExpire("stays")).isTrue();
    assertThat(map.putIfAbsent("stays", "9", Duration.ofMinutes(1))).isEqualTo("2");
    assertThat(map.readAllMap()).isEqualTo(Map.of("minute", "1", "stays", "2"));
  }

  @Test
  void setsKnowTheirAlgebra() {
    RSet<Integer> odd = redisson.getSet("odd");
    RSet<Integer> small = redisson.getSet("small");
    assertThat(odd.addAll(List.of(1, 3, 5, 7, 9))).isTrue();
    assertThat(small.addAll(List.of(1, 2, 3, 4))).isTrue();
    assertThat(odd.add(1)).isFalse();
    assertThat(odd.readIntersection("small")).isEqualTo(Set.of(1, 3));
    assertThat(odd.readDiff("small")).isEqualTo(Set.of(5, 7, 9));
    assertThat(odd.countIntersection("small")).isEqualTo(2);
    assertThat(redisson.getSet("all").union("odd", "small")).isEqualTo(7);
    assertThat(odd.containsAll(List.of(1, 9))).isTrue();
    assertThat(odd.containsEach(List.of(1, 2))).containsExactly(1);
    assertThat(odd.removeAll(List.of(1, 2))).isTrue();
    assertThat(odd.retainAll(List.of(5, 7))).isTrue();
    assertThat(odd.move("small", 7)).isTrue();
    assertThat(odd.readAll()).isEqualTo(Set.of(5));
    assertThat(small.removeRandom(2)).hasSize(2);
    assertThat(small).hasSize(3);

    RSetCache<String> cache = redisson.getSetCache("cache");
    assertThat(cache.add("brief", 20, MILLISECONDS)).isTrue();
    assertThat(cache.add("minute", 1, MINUTES)).isTrue();
    while (cache.readAll().contains("brief")) {
      Thread.onSpinWait();
    }
    assertThat(cache.contains("brief")).isFalse();
    assertThat(cache.readAll()).containsExactly("minute");
    cache.destroy();
  }

  @Test
  void aSortedSetFollowsAComparatorOfTheClient() {
    RSortedSet<Integer> set = redisson.getSortedSet("sorted");
    for (int value : new int[] {5, 1, 4, 2, 3}) {
      assertThat(set.add(value)).isTrue();
    }
    assertThat(set.add(3)).isFalse();
    assertThat(set.readAll()).containsExactly(1, 2, 3, 4, 5);
    assertThat(set.first()).isEqualTo(1);
    assertThat(set.last()).isEqualTo(5);
    assertThat(set.remove(4)).isTrue();
    assertThat(set).containsExactly(1, 2, 3, 5);
  }

  @Test
  void aScoredSetRanksItsMembers() {
    RScoredSortedSet<String> set = redisson.getScoredSortedSet("scored");
    assertThat(set.addAll(Map.of("a", 1.5, "b", 2.0, "c", -3.25, "d", 1e300))).isEqualTo(4);
    assertThat(set.readAll()).containsExactly("c", "a", "b", "d");
    assertThat(set.rank("b")).isEqualTo(2);
    assertThat(set.revRank("b")).isEqualTo(1);
    assertThat(set.rankEntry("b").getScore()).isEqualTo(2.0);
    assertThat(set.getScore("d")).isEqualTo(1e300);
    assertThat(set.getScore(List.of("a", "c", "none"))).containsExactly(1.5, -3.25, null);
    assertThat(set.addScore("a", 0.1)).isEqualTo(1.6);
    assertThat(set.addScoreAndGetRank("a", 10)).isEqualTo(2);
    assertThat(set.addIfGreater(1, "a")).isFalse();
    assertThat(set.addIfExists(7, "none")).isFalse();
    assertThat(set.replace("b", "e")).isTrue();
    assertThat(set.entryRange(0, true, Double.POSITIVE_INFINITY, false))
        .extracting(ScoredEntry::getValue)
        .containsExactly("e", "a", "d");
    assertThat(set.valueRangeReversed(0, 1)).containsExactly("d", "a");
    assertThat(set.count(-10, true, 2, false)).isEqualTo(1);
    assertThat(set.firstEntry()).isEqualTo(new ScoredEntry<>(-3.25, "c"));
    assertThat(set.retainAll(List.of("c", "e", "a"))).isTrue();
    assertThat(set.rangeTo("copy", 0, -1)).isEqualTo(3);
    assertThat(set.readUnion(SetUnionArgs.names("copy"))).containsExactly("c", "e", "a");
    assertThat(set.pollLastEntry().getValue()).isEqualTo("a");
    assertThat(set.pollFirst(2)).containsExactly("c", "e");
    assertThat(set.isExists()).isFalse();

    RLexSortedSet words = redisson.getLexSortedSet("words");
    words.addAll(List.of("pear", "apple", "fig"));
    assertThat(words.range("b", true, "p", false)).containsExactly("fig");
    assertThat(words.rangeTailReversed("b", true)).containsExactly("pear", "fig");
  }

  @Test
  void aListIsAList() {
    RList<String> list = redisson.getList("list");
    assertThat(list.addAll(List.of("a", "b", "c", "b"))).isTrue();
    list.add(1, "x");
    assertThat(list.set(0, "A")).isEqualTo("a");
    assertThat(list.addAll(2, List.of("y", "z"))).isTrue();
    assertThat(list.readAll()).containsExactly("A", "x", "y", "z", "b", "c", "b");
    assertThat(list.indexOf("b")).isEqualTo(4);
    assertThat(list.lastIndexOf("b")).isEqualTo(6);
    assertThat(list.addBefore("c", "<")).isEqualTo(8);
    assertThat(list.addAfter("c", ">")).isEqualTo(9);
    assertThat(list.remove(1)).isEqualTo("x");
    assertThat(list.remove("b", 2)).isTrue();
    assertThat(list.containsAll(List.of("<", "c", ">"))).isTrue();
    assertThat(list.subList(1, 3).toArray()).containsExactly("y", "z");
    assertThat(list.get(0, 2)).containsExactly("A", "z");
    assertThat(list.removeAll(List.of("y", "z"))).isTrue();
    list.fastRemove(0);
    list.trim(0, 1);
    assertThat(list.readAll()).containsExactly("<", "c");

    RList<Integer> numbers = redisson.getList("numbers");
    numbers.addAll(List.of(3, 1, 2));
    assertThat(list.iterator().next()).isEqualTo("<");
    assertThat(numbers.range(0, -1)).containsExactly(3, 1, 2);
  }

  @Test
  void aKeyOfAMultimapHasSeveralValues() {
    RListMultimap<String, Integer> lists = redisson.getListMultimap("lists");
    assertThat(lists.putAll("a", List.of(1, 2, 2))).isTrue();
    lists.put("b", 3);
    assertThat(lists.get("a")).containsExactly(1, 2, 2);
    assertThat(lists.size()).isEqualTo(4);
    assertThat(lists.containsEntry("a", 2)).isTrue();
    assertThat(lists.removeAll("a")).containsExactly(1, 2, 2);
    assertThat(lists.keySet()).containsExactly("b");

    RSetMultimap<String, Integer> sets = redisson.getSetMultimap("sets");
    assertThat(sets.put("a", 1)).isTrue();
    assertThat(sets.put("a", 1)).isFalse();
    assertThat(sets.put("a", 2)).isTrue();
    assertThat(sets.replaceValues("a", List.of(5))).isEqualTo(Set.of(1, 2));
    assertThat(sets.entries()).containsExactly(Map.entry("a", 5));
  }

  @Test
  void countersCount() {
    RAtomicLong number = redisson.getAtomicLong("long");
    assertThat(number.incrementAndGet()).isEqualTo(1);
    assertThat(number.getAndAdd(41)).isEqualTo(1);
    assertThat(number.compareAndSet(1, 2)).isFalse();
    assertThat(number.compareAndSet(42, Long.MAX_VALUE)).isTrue();
    assertThat(number.getAndDelete()).isEqualTo(Long.MAX_VALUE);
    assertThat(number.compareAndSet(0, -7)).isTrue();
    assertThat(number.decrementAndGet()).isEqualTo(-8);

    RAtomicDouble real = redisson.getAtomicDouble("double");
    assertThat(real.addAndGet(0.1)).isEqualTo(0.1);
    assertThat(real.addAndGet(0.2)).isEqualTo(0.3);
    assertThat(real.compareAndSet(0.3, 1e17)).isTrue();
    assertThat(real.get()).isEqualTo(1e17);

    RLongAdder here = redisson.getLongAdder("adder");
    RLongAdder there = redisson.getLongAdder("adder");
    here.add(5);
    there.increment();
    assertThat(here.sum()).isEqualTo(6);
    here.reset();
    assertThat(there.sum()).isZero();
    here.destroy();
    there.destroy();
    assertThat(redisson.getIdGenerator("id").nextId()).isEqualTo(1);
  }

  @Test
  void bitsAndEstimates() {
    RBloomFilter<String> bloom = redisson.getBloomFilter("bloom");
    assertThat(bloom.tryInit(10_000, 0.01)).isTrue();
    assertThat(redisson.getBloomFilter("bloom").tryInit(5, 0.5)).isFalse();
    assertThat(bloom.add("a")).isTrue();
    assertThat(bloom.add("a")).isFalse();
    assertThat(bloom.add(List.of("b", "c", "a"))).isEqualTo(2);
    assertThat(bloom.contains("b")).isTrue();
    assertThat(bloom.contains("z")).isFalse();
    assertThat(bloom.count()).isEqualTo(3);
    assertThat(bloom.getHashIterations()).isEqualTo(7);

    RBitSet bits = redisson.getBitSet("bits");
    bits.set(0, 10);
    assertThat(bits.set(100)).isFalse();
    assertThat(bits.cardinality()).isEqualTo(11);
    assertThat(bits.length()).isEqualTo(101);
    assertThat(bits.incrementAndGetUnsigned(8, 200, 255)).isEqualTo(255);
    assertThat(bits.incrementAndGetUnsigned(8, 200, 1)).isZero();
    assertThat(bits.setSigned(5, 300, -3)).isZero();
    assertThat(bits.getSigned(5, 300)).isEqualTo(-3);
    redisson.getBitSet("others").set(5, 15);
    bits.and("others");
    assertThat(bits.asBitSet().stream()).containsExactly(5, 6, 7, 8, 9);

    RHyperLogLog<Integer> estimate = redisson.getHyperLogLog("estimate");
    estimate.addAll(java.util.stream.IntStream.range(0, 1_000).boxed().toList());
    assertThat(estimate.count()).isBetween(980L, 1_020L);
  }

  @Test
  void placesAndTimes() {
    RGeo<String> geo = redisson.getGeo("geo");
    geo.add(13.361389, 38.115556, "Palermo");
    geo.add(15.087269, 37.502669, "Catania");
    assertThat(geo.dist("Palermo", "Catania", GeoUnit.KILOMETERS)).isEqualTo(166.2742);
    assertThat(geo.search(GeoSearchArgs.from(15, 37).radius(100, GeoUnit.KILOMETERS)))
        .containsExactly("Catania");

    RTimeSeries<String, String> series = redisson.getTimeSeries("series");
    series.add(1, "a");
    series.add(3, "c", "label");
    series.add(2, "b", Duration.ofMinutes(1));
    assertThat(series.range(1, 2)).containsExactly("a", "b");
    assertThat(series.getEntry(3).getLabel()).isEqualTo("label");
    assertThat(series.rangeReversed(0, 9)).containsExactly("c", "b", "a");
    assertThat(series.getAndRemove(1)).isEqualTo("a");
    assertThat(series.lastTimestamp()).isEqualTo(3);
    series.destroy();
  }
}
