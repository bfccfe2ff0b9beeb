package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.function.IntFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The account of bytes that keys and values take, by which maxmemory works, is the heap's truth.
 */
class MemoryAccountTest {
  private static final long PERCENT = 5;
  private static final int ATTEMPTS = 4;

  /** The serial collector leaves dead objects where they are, but for every so many-th time. */
  private static final int COLLECTIONS = collections();

  @RegisterExtension final TestServer server = new TestServer("databases 32");

  private long heapBefore = liveHeap();
  private final long heapOfNothing = heapBefore;

  /** Data of some megabytes: what commands store it, and how often. */
  enum Data {
    STRINGS(60_000, i -> words("SET", "key:" + i, "v".repeat(i % 50))),
    STRINGS_THAT_EXPIRE(60_000, i -> words("SET", "key:" + i, "value", "EX", "" + (1000 + i % 99))),
    LONG_STRINGS(2_000, i -> words("SET", "key:" + i, "v".repeat(2 * i))),
    STRINGS_THAT_GROW(40_000, i -> words("APPEND", "key:" + i % 20_000, "v".repeat(i % 50))),
    STRINGS_THAT_COME_AND_GO(
        90_000,
        i ->
            i % 3 < 2
                ? words("SET", "key:" + i, "v".repeat(i % 40))
                : words("DEL", "key:" + (i - 1))),
    EXPIRIES_THAT_CHANGE(
        90_000,
        i ->
            switch (i % 3) {
              case 0 -> words("SET", "key:" + i, "value", "EX", "" + (5000 + i % 99));
              case 1 -> words("EXPIRE", "key:" + (i - 1), "" + (1000 + i % 99));
              default -> i % 2 == 0 ? words("PERSIST", "key:" + (i - 2)) : words("PING");
            }),
    BITMAPS(30_000, i -> words("SETBIT", "key:" + i % 100, "" + i, "1")),
    HYPERLOGLOGS(40_000, i -> words("PFADD", "key:" + i % 300, "" + i, i + "a", i + "b")),
    NUMBERS(60_000, i -> words("INCR", "key:" + i)),
    SMALL_HASHES(40_000, i -> words("HSET", "key:" + i / 5, "field" + i % 5, "value" + i)),
    LARGE_HASHES(60_000, i -> words("HSET", "key:" + i % 3, "field" + i, "value" + i)),
    SMALL_LISTS(40_000, i -> words("RPUSH", "key:" + i / 5, "element" + i)),
    LARGE_LISTS(60_000, i -> words("RPUSH", "key:" + i % 3, "an element of a large list " + i)),
    SMALL_SETS(40_000, i -> words("SADD", "key:" + i / 5, "member" + i)),
    SETS_OF_INTEGERS(60_000, i -> words("SADD", "key:" + i / 4, "" + i)),
    LARGE_SETS(60_000, i -> words("SADD", "key:" + i % 3, "member" + i)),
    SMALL_SORTED_SETS(40_000, i -> words("ZADD", "key:" + i / 5, "" + i * 0.1, "member" + i)),
    LARGE_SORTED_SETS(40_000, i -> words("ZADD", "key:" + i % 3, "" + i * 0.1, "member" + i)),
    SMALL_STREAMS(20_000, i -> words("XADD", "key:" + i / 2, "*", "field", "value" + i)),
    LARGE_STREAMS(100_000, i -> words("XADD", "key:" + i % 3, "*", "field", "value" + i)),
    STREAMS_WITH_PENDING_ENTRIES(
        60_000,
        i ->
            i % 30 == 0
                ? words("XGROUP", "CREATE", "key:" + i / 30, "group", "0", "MKSTREAM")
                : i % 2 == 1
                    ? words("XADD", "key:" + i / 30, i + "-0", "field", "value" + i)
                    : words(
                        ("XCLAIM key:" + i / 30 + " group me 0 " + (i - 1) + "-0 FORCE JUSTID")
                            .split(" "))),
    SMALL_QUEUES(20_000, i -> words("Q.PUT", "key:" + i / 4, "payload" + i)),
    LARGE_QUEUES(60_000, i -> words("Q.PUT", "key:" + i % 3, "payload" + i)),
    QUEUES_OF_LEASED_JOBS(
        60_000,
        i ->
            i % 2 == 0
                ? words("Q.PUT", "key:" + i % 6, "p" + i, "DELAY", i % 3 == 0 ? "" + 100 * i : "0")
                : words("Q.GET", "key:" + (i - 1) % 6, "LEASE", "" + (5000 + i), "NOWAIT")),
    QUEUES_OF_PRIORITIES(
        40_000,
        i ->
            i < 3
                ? words("Q.CREATE", "key:" + i, "ORDER", "PRIORITY", "DEDUP", "99999999")
                : words(
                    ("Q.PUT key:" + i % 3 + " payload PRIORITY " + i % 99 + " ID id" + i)
                        .split(" "))),
    QUEUES_WITH_RESULTS(
        60_000,
        i ->
            switch (i % 3) {
              case 0 -> words("Q.PUT", "key:" + i % 9, "p", "ID", "i" + i);
              case 1 -> words("Q.GET", "key:" + (i - 1) % 9);
              default ->
                  words("Q.DONE", "key:" + (i - 2) % 9, "i" + (i - 2), "RESULT", "result" + i);
            }),
    FIELDS_THAT_EXPIRE(
        60_000,
        i ->
            i % 2 == 0
                ? words("HSET", "key:" + i / 6, "f" + i, "v")
                : words("HEXPIRE", "key:" + i / 6, "1000", "FIELDS", "1", "f" + (i - 1)));

    final int commands;
    final IntFunction<String> command;

    Data(int commands, IntFunction<String> command) {
      this.commands = commands;
      this.command = command;
    }

    private static String words(String... words) {
      return TestClient.encode(words);
    }
  }

  @Test
  void isWhatTheHeapHolds() {
    TestClient client = server.client();
    client.send("PING");
    long accountOfNothing = account();
    for (Data data : Data.values()) {
      compare(client, data);
    }
    assertThat(account() - accountOfNothing)
        .as("account of all together")
        .isCloseTo(heapBefore - heapOfNothing, Percentage.withPercentage((double) PERCENT));
  }

  /** Each in a database of its own, and nothing is deleted: a collection each. */
  private void compare(TestClient client, Data data) {
    client.send("SELECT", Integer.toString(data.ordinal()));
    for (int attempt = 1; ; attempt++) {
      long heap = heapBefore;
      long account = account();
      load(client, data);
      server.tick(); // tables end growing: they would between here and there
      heapBefore = liveHeap();
      heap = heapBefore - heap;
      account = account() - account;
      if (isClose(account, heap) || attempt == ATTEMPTS) {
        assertThat(account)
            .as("account of %s", data)
            .isCloseTo(heap, Percentage.withPercentage((double) PERCENT));
        return;
      }
      client.send("FLUSHDB");
      heapBefore = liveHeap();
    }
  }

  /** If not, the collector may have found what an earlier test left: worth another look. */
  private static boolean isClose(long account, long heap) {
    return heap > 0 && Math.abs(account - heap) * 100 < heap * PERCENT;
  }

  private void load(TestClient client, Data data) {
    StringBuilder some = new StringBuilder();
    for (int i = 0; i < data.commands; i++) {
      some.append(data.command.apply(i));
      if (some.length() > 100_000 || i == data.commands - 1) {
        client.writeRaw(some + TestClient.encode("PING", "end"));
        some.setLength(0);
        String reply = client.read();
        while (!reply.equals("end")) {
          assertThat(reply).doesNotStartWith("-");
          reply = client.read();
        }
      }
    }
  }

  private long account() {
    long[] bytes = {0};
    server.engine().shards().forEachKeyspace(k -> bytes[0] += k.heapBytes());
    return bytes[0];
  }

  private static long liveHeap() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    // what the collection left: threads take buffers to allocate from right behind it
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  private static int collections() {
    return Integer.parseInt(
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MarkSweepAlwaysCompactCount")
            .getValue());
  }
}
