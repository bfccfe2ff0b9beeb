package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Transactions on keys of several shards happen at once for everybody, whatever four event loops do
 * meanwhile, and none waits for another for ever.
 */
class TransactionsTogetherTest {
  private static final int ACCOUNTS = 8;
  private static final int MONEY = 1_000_000;

  @RegisterExtension final TestServer server = new TestServer("io-threads 4");

  private static String account(Random random) {
    return "a" + random.nextInt(ACCOUNTS);
  }

  /** The reply of EXEC behind some commands. */
  private static String transaction(TestClient client, String... commands) {
    List<String> all = new ArrayList<>(List.of("MULTI"));
    all.addAll(List.of(commands));
    all.add("EXEC");
    return client.pipeline(all.toArray(String[]::new)).getLast();
  }

  private static long sum(String array) {
    long sum = 0;
    for (String item : array.substring(1, array.length() - 1).split(" ")) {
      sum += Long.parseLong(item);
    }
    return sum;
  }

  private void giveMoney() {
    for (int i = 0; i < ACCOUNTS; i++) {
      server.client().send("SET", "a" + i, "" + MONEY);
    }
  }

  private static String[] readAll(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, ACCOUNTS).boxed().toList());
    Collections.shuffle(order, random);
    return order.stream().map(i -> "GET a" + i).toArray(String[]::new);
  }

  @Test
  void transfersAreSeenWhole() {
    giveMoney();
    new Crew(server)
        .work(
            4,
            1000,
            (client, random) -> {
              int amount = random.nextInt(100);
              transaction(
                  client,
                  "DECRBY " + account(random) + " " + amount,
                  "INCRBY " + account(random) + " " + amount);
            })
        .watch(
            3,
            (client, random) -> {
              assertThat(sum(transaction(client, readAll(random)))).isEqualTo(ACCOUNTS * MONEY);
              assertThat(sum(client.send("MGET a0 a1 a2 a3 a4 a5 a6 a7".split(" "))))
                  .isEqualTo(ACCOUNTS * MONEY);
            })
        .run();
  }

  @Test
  void watchedIncrementsLoseNone() {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    new Crew(server)
        .work(
            6,
            300,
            (client, random) -> {
              String value = client.pipeline("WATCH n", "GET n").getLast();
              int n = value.equals("nil") ? 0 : Integer.parseInt(value);
              String reply = transaction(client, "SET n " + (n + 1), "RPUSH log " + (n + 1));
              (reply.equals("nil") ? failed : done).incrementAndGet();
            })
        .run();
    assertThat(server.client().send("GET", "n")).isEqualTo("" + done.get());
    assertThat(server.client().send("LLEN", "log")).isEqualTo(":" + done.get());
    assertThat(done.get() + failed.get()).isEqualTo(1800);
  }

  @Test
  void watchedTransfersKeepTheSum() {
    giveMoney();
    new Crew(server)
        .work(
            4,
            700,
            (client, random) -> {
              String from = account(random);
              String to = account(random);
              if (!from.equals(to)) {
                List<String> read =
                    client.pipeline("WATCH " + from + " " + to, "GET " + from, "GET " + to);
                int amount = random.nextInt(50);
                transaction(
                    client,
                    "SET " + to + " " + (Long.parseLong(read.get(2)) + amount),
                    "SET " + from + " " + (Long.parseLong(read.get(1)) - amount));
              }
            })
        .watch(
            2,
            (client, random) ->
                assertThat(sum(transaction(client, readAll(random)))).isEqualTo(ACCOUNTS * MONEY))
        .run();
  }

  @Test
  void watchersSeeTheDatabaseFlushedAndSwapped() {
    new Crew(server)
        .work(
            2,
            400,
            (client, random) -> {
              client.send("SELECT", "" + random.nextInt(2));
              String before = client.pipeline("WATCH flag", "EXISTS flag").getLast();
              String reply = transaction(client, "EXISTS flag");
              if (!reply.equals("nil")) {
                assertThat(reply).isEqualTo("[" + before + "]");
              }
            })
        .work(
            2,
            400,
            (client, random) -> {
              switch (random.nextInt(4)) {
                case 0 -> client.send("FLUSHALL");
                case 1 -> client.send("SWAPDB", "0", "1");
                case 2 -> client.send("SET", "flag", "v");
                default -> transaction(client, "FLUSHDB", "SET flag v", "SWAPDB 1 0");
              }
            })
        .run();
  }

  @Test
  void noneWaitsForAnotherForEver() {
    String[] commands = {
      "MSET a1 1 a2 2 a5 5",
      "SUNIONSTORE a3 a4 a5",
      "RENAME a1 a2",
      "LPUSH l1 x",
      "RPOPLPUSH l1 l2",
      "BLPOP l3 l2 0",
      "FLUSHALL",
      "SWAPDB 0 1",
      "KEYS *",
      "SCAN 0",
      "DBSIZE",
      "RANDOMKEY",
      "INFO",
      "CLIENT LIST",
      "CLIENT KILL ID 0",
      "CLIENT UNBLOCK 3",
      "CLIENT UNBLOCK 5 ERROR",
      "CLIENT UNBLOCK 9",
      "BLMOVE l1 l3 LEFT LEFT 0",
      "CONFIG SET maxmemory-samples 5",
      "CONFIG RESETSTAT",
      "CONFIG SET maxmemory 1000000000",
      "CONFIG SET maxmemory 0",
      "UNWATCH",
      "SORT l1 BY w* STORE a6",
      "COPY a1 a2 DB 1",
      "PUBLISH channel text",
      "SELECT 1",
      "SELECT 0"
    };
    new Crew(server)
        .work(
            6,
            250,
            (client, random) -> {
              client.send("WATCH", account(random), account(random), account(random));
              String[] some = new String[1 + random.nextInt(6)];
              for (int i = 0; i < some.length; i++) {
                some[i] = commands[random.nextInt(commands.length)];
              }
              transaction(client, some);
              client.send(random.nextBoolean() ? "UNWATCH" : "RESET");
            })
        .work(2, 300, (client, random) -> client.pipeline("LPUSH l1 x", "LPUSH l2 y", "LPUSH l3 z"))
        .work(1, 300, (client, random) -> client.send("BLPOP", "l1", "l2", "0.01"))
        .work(1, 300, (client, random) -> client.send("BLMOVE", "l2", "l1", "LEFT", "LEFT", "0.01"))
        .watch(
            1,
            (client, random) -> {
              server.advance(Duration.ofMillis(10));
              server.tick();
              client.pipeline("WATCH a1 a2 a3", "MSET a1 1 a2 2 a3 3");
            })
        .run();
  }
}
