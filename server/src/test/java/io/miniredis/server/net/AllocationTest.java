package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import io.miniredis.server.value.Record;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the event loop allocates for a command, seen over a socket.
 *
 * <p>A read costs Netty a few objects, whatever it brings. So pipelines of {@value #FEW} and of
 * twice as many commands are compared, both short enough to come in one read: what they differ by
 * is what commands cost. The tests run without the optimizing compiler: no object is optimized
 * away.
 */
class AllocationTest {
  private static final int FEW = 16;
  private static final int ROUNDS = 100;

  /** Bytes for a command that are a stray read or timer, not an object a command. */
  private static final double STRAY = 0.5;

  @RegisterExtension final TestServer server = new TestServer();
  private Allocations loop;

  @BeforeEach
  void store() {
    TestClient client = server.client();
    client.pipeline(
        "SET string 0123456789",
        "SET other abc",
        "SET expiring abc EX 1000",
        "SET number 1000000",
        "HSET hash field value other 123",
        "RPUSH list a b c",
        "ZADD zset 1 a 2.5 b 3 c",
        "SADD ints 1 2 3",
        "SADD words one two three");
    StringBuilder large = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      large.append(TestClient.encode("HSET", "largehash", "field" + i, "value" + i));
      large.append(TestClient.encode("ZADD", "largezset", Integer.toString(i), "member" + i));
      large.append(TestClient.encode("SADD", "largeset", "member" + i));
      large.append(TestClient.encode("RPUSH", "largelist", "element" + i));
    }
    client.writeRaw(large.toString());
    client.readMany(4000);
    loop = new Allocations(server.client());
  }

  @Test
  void commandsCostNothing() {
    Map<String, Double> costs = new LinkedHashMap<>();
    for (String command :
        List.of(
            "PING",
            "ECHO hello",
            "GET string",
            "GET missing",
            "GETRANGE string 1 3",
            "STRLEN string",
            "SET string abcdefghij",
            "SET expiring def EX 2000",
            "SETRANGE string 2 xyz",
            "INCR number",
            "MGET string other missing",
            "MSET string 0123456789 other xyz",
            "EXISTS string missing other",
            "TYPE string",
            "TTL expiring",
            "EXPIRE expiring 3000",
            "DEL missing",
            "HGET hash field",
            "HGET hash missing",
            "HSET hash field VALUE",
            "HMGET hash field other",
            "HGET largehash field7",
            "HSET largehash field7 VALUE7",
            "LINDEX list 1",
            "LLEN list",
            "LSET list 0 x",
            "LINDEX largelist 500",
            "ZSCORE zset b",
            "ZADD zset 2.5 b",
            "ZRANK zset b",
            "ZSCORE largezset member500",
            "ZADD largezset 500 member500",
            "ZRANK largezset member500",
            "SISMEMBER ints 2",
            "SISMEMBER words two",
            "SISMEMBER largeset member5",
            "SADD words two",
            "SADD largeset member5",
            "SCARD words",
            "GET list",
            "PUBLISH nobodys hello",
            "SPUBLISH nobodys hello",
            "SELECT 0")) {
      costs.put(command, loop.bytesFor(ROUNDS, FEW, command.split(" ")));
    }
    assertThat(costs).allSatisfy((command, bytes) -> assertThat(bytes).isLessThan(STRAY));
  }

  @Test
  void goingToAndFroCostsNothing() {
    Map<String, Double> costs = new LinkedHashMap<>();
    for (String commands :
        List.of(
            "LPUSH list x, LPOP list",
            "RPUSH list x, LPOP list",
            "LPUSH largelist x, LPOP largelist",
            "RPUSH largelist x, RPOP largelist",
            "RPUSH largelist x, LPOP largelist",
            "SADD words four, SREM words four",
            "ZADD zset 7 four, ZREM zset four",
            "HSET hash new x, HDEL hash new",
            "APPEND growing xyz, SETRANGE growing 0 abc")) {
      costs.put(commands, loop.bytesForAll(ROUNDS, FEW, commands.split(", ")));
    }
    assertThat(costs).allSatisfy((commands, bytes) -> assertThat(bytes).isLessThan(STRAY));
  }

  @Test
  void queuesCostTheirJobs() {
    double job = 48 + 40; // the object, and a record of id, time and payload
    double once = loop.bytesForAll(ROUNDS, FEW, "Q.PUT q payload", "Q.GET q LEASE 0 NOWAIT");
    assertThat(2 * once).isLessThan(job + STRAY);
    double all =
        loop.bytesForAll(
            ROUNDS, FEW, "Q.PUT q payload ID a NOWAIT", "Q.GET p q COUNT 2", "Q.DONE q a");
    assertThat(3 * all).isLessThan(job + STRAY);
  }

  @Test
  void publishingToNobodyCostsNothingThoughOthersAreListenedTo() {
    server.client().send("SUBSCRIBE", "channel");
    server.client().send("SSUBSCRIBE", "channel");
    double bytes = loop.bytesForAll(ROUNDS, FEW, "PUBLISH other hello", "SPUBLISH other hello");
    assertThat(bytes).isLessThan(STRAY);
  }

  /**
   * Of a script that is known, only the values cost something that it sees: a table of its keys, a
   * string for each, a number. That it is found and called, and calls commands itself, does not.
   */
  @Test
  void aKnownScriptCostsItsValues() {
    assertThat(loop.bytesFor(ROUNDS, FEW, "EVAL", "return 1", "0")).isLessThan(STRAY);
    double keys = loop.bytesFor(ROUNDS, FEW, "EVAL", "return 1", "1", "number");
    assertThat(keys).as("a table and a string").isLessThan(48 + 24 + 24 + 24 + STRAY);
    String script = "return redis.call('incr', KEYS[1])";
    double incr = loop.bytesFor(ROUNDS, FEW, "EVAL", script, "1", "number");
    assertThat(incr).as("and a number").isLessThan(keys + 24 + STRAY);
  }

  /** A walk over a list is an object, however long the walk. */
  @Test
  void walkingAListCostsOneObject() {
    for (String command : List.of("LRANGE list 0 -1", "LRANGE largelist 0 99")) {
      assertThat(loop.bytesFor(ROUNDS / 2, FEW, command.split(" "))).as(command).isLessThan(25);
    }
  }

  /** Reads that end in the middle of a command, as most do, cost no more than others. */
  @Test
  void longPipelinesCostNothingEither() {
    double bytes = loop.bytesFor(5, 10_000, "GET", "string");
    assertThat(bytes).as("bytes a command, with those of reading and writing").isLessThan(1);
  }

  @Test
  void storesAKeyInOneRecord() {
    fill(server.client(), 100_000); // and the tables have room for some thousand more
    assertCostsOneRecord();
  }

  @ParameterizedTest
  @ValueSource(strings = {"allkeys-lru", "allkeys-lfu", "volatile-ttl", "allkeys-random"})
  void makesRoomForAKeyAtNoCost(String policy) {
    TestClient client = server.client();
    client.send("CONFIG", "SET", "maxmemory-policy", policy);
    fill(client, 60_000); // no table is rebuilt for what was removed
    for (int i = 0; i < 50_000; i++) {
      client.write("EXPIRE", "key:" + (1_000_000 + i), Integer.toString(10_000 + i));
    }
    client.readMany(50_000);
    server.engine().memory().recount();
    long used = server.engine().memory().used();
    client.send("CONFIG", "SET", "maxmemory", Long.toString(used - 1));
    assertCostsOneRecord();
    assertThat(server.engine().stats().evictedKeys.sum()).isGreaterThan(1000);
  }

  private static void fill(TestClient client, int keys) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < keys; i++) {
      all.append(TestClient.encode("SET", "key:" + (1_000_000 + i), "value"));
    }
    client.writeRaw(all.toString());
    client.readMany(keys);
  }

  private void assertCostsOneRecord() {
    int[] next = {2_000_000};
    double bytes =
        loop.bytesFor(
            40, FEW, () -> TestClient.encode("SET", "key:" + next[0]++, "a value of 20 bytes."));
    byte[] key = "key:2000000".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] record = Record.create(Record.HAS_ACCESS, Record.NO_EXPIRY, key, 0, key.length, 20);
    assertThat(bytes).isBetween(Record.heapBytes(record) - STRAY, Record.heapBytes(record) + STRAY);
  }
}
