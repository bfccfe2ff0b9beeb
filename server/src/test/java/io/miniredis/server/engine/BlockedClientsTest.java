package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many clients wait for the same keys while others push, and are killed, unblocked, half closed,
 * and time out all the while: each element is popped exactly once, and nobody is passed over.
 */
class BlockedClientsTest {
  private static final int CONSUMERS = 8;
  private static final int CONNECTIONS = 100; // of each consumer
  private static final int COMMANDS = 4; // on each connection
  private static final int KEYS = 4;
  private static final Pattern ELEMENT = Pattern.compile("e\\d+");

  private final AtomicInteger last = new AtomicInteger();
  private final Queue<String> popped = new ConcurrentLinkedQueue<>();

  private static TestServer server(int loops) {
    return new TestServer("io-threads " + loops).start();
  }

  private String element() {
    return "e" + last.incrementAndGet();
  }

  private static List<String> elementsOf(String reply) {
    List<String> found = new ArrayList<>();
    for (Matcher m = ELEMENT.matcher(reply); m.find(); ) {
      found.add(m.group());
    }
    return found;
  }

  private void assertPoppedOnce() {
    assertThat(popped).hasSize(last.get());
    assertThat(new HashSet<>(popped)).hasSize(last.get());
  }

  // ---- the crew

  /** Consumers that run commands, and those who disturb them while others produce. */
  private static void play(TestServer server, Consumer consumer, Crew.Task producer) {
    new Crew(server)
        .work(
            CONSUMERS,
            CONNECTIONS,
            (client, random) -> {
              try (TestClient mine = new TestClient("127.0.0.1", server.port())) {
                consume(mine, client, random, consumer);
              }
            })
        .watch(
            2,
            (client, random) -> {
              if (server.engine().blocking().waiting() > random.nextInt(CONSUMERS)) {
                producer.run(client, random);
              }
              pause(random, 50);
            })
        .watch(1, (client, random) -> disturb(server, client, random))
        .watch(
            1,
            (client, random) -> {
              server.advance(Duration.ofMillis(1));
              server.tick();
              pause(random, 200);
            })
        .run();
  }

  /** Runs one blocking command on a connection, and takes in its reply. */
  private interface Consumer {
    String[] command(TestClient client, Random random);

    void take(TestClient client, String[] command, String reply);

    /** A command that makes one element. */
    String[] give(Random random);
  }

  private static void consume(
      TestClient client, TestClient giver, Random random, Consumer consumer) {
    String reply = "";
    for (int i = 0; i < COMMANDS && !reply.equals("closed"); i++) {
      String[] command = consumer.command(client, random);
      client.write(command);
      if (random.nextInt(3) == 0) {
        pause(random, 100);
        giver.write(consumer.give(random));
        client.endOutput(); // the server closes then; what it has sent before is still read
        giver.read();
        i = COMMANDS;
      }
      reply = client.read();
      assertThat(reply).matches("(?s)\\[.*|nil|closed|e\\d+|-UNBLOCKED .*");
      consumer.take(client, command, reply);
    }
  }

  private static void pause(Random random, int most) {
    for (int i = random.nextInt(most); i > 0; i--) {
      Thread.yield();
    }
  }

  private static void disturb(TestServer server, TestClient client, Random random) {
    pause(random, 300);
    for (Session session : server.engine().sessions().all()) {
      if (session.isBlocked() && random.nextInt(CONSUMERS) == 0) {
        String id = Long.toString(session.id());
        switch (random.nextInt(3)) {
          case 0 -> client.send("CLIENT", "KILL", "ID", id);
          case 1 -> client.send("CLIENT", "UNBLOCK", id);
          default -> client.send("CLIENT", "UNBLOCK", id, "ERROR");
        }
        return;
      }
    }
  }

  private static List<String> keys(String prefix, Random random) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      keys.add(prefix + random.nextInt(KEYS));
    }
    return keys;
  }

  private static String timeout(Random random) {
    return random.nextInt(3) == 0 ? "0" : "0.00" + (1 + random.nextInt(5));
  }

  private static String[] words(List<?>... parts) {
    List<String> words = new ArrayList<>();
    for (List<?> part : parts) {
      part.forEach(word -> words.add(word.toString()));
    }
    return words.toArray(String[]::new);
  }

  // ---- lists

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void everyElementOfAListIsPoppedOnce(int loops) {
    try (TestServer server = server(loops)) {
      play(
          server,
          new Consumer() {
            @Override
            public String[] command(TestClient client, Random random) {
              List<String> keys = keys("list", random);
              List<String> end = List.of(random.nextBoolean() ? "LEFT" : "RIGHT");
              List<String> timeout = List.of(timeout(random));
              return switch (random.nextInt(4)) {
                case 0 -> words(List.of("BLPOP"), keys, timeout);
                case 1 -> words(List.of("BRPOP"), keys, timeout);
                case 2 ->
                    words(List.of("BLMOVE", keys.get(0), "sink"), end, List.of("LEFT"), timeout);
                default ->
                    words(
                        List.of("BLMPOP"),
                        timeout,
                        List.of(keys.size()),
                        keys,
                        end,
                        List.of("COUNT", 1 + random.nextInt(3)));
              };
            }

            @Override
            public void take(TestClient client, String[] command, String reply) {
              if (!command[0].equals("BLMOVE")) {
                popped.addAll(elementsOf(reply));
              }
            }

            @Override
            public String[] give(Random random) {
              return words(List.of("RPUSH", "list" + random.nextInt(KEYS), element()));
            }
          },
          this::pushSome);
      TestClient client = server.client();
      for (int i = 0; i < KEYS; i++) {
        popped.addAll(elementsOf(client.send("LRANGE", "list" + i, "0", "-1")));
      }
      popped.addAll(elementsOf(client.send("LRANGE", "sink", "0", "-1")));
      assertPoppedOnce();
    }
  }

  private void pushSome(TestClient client, Random random) {
    String key = "list" + random.nextInt(KEYS);
    String other = "list" + random.nextInt(KEYS);
    switch (random.nextInt(5)) {
      case 0 -> client.send("RPUSH", key, element());
      case 1 -> client.send("LPUSH", key, element(), element(), element());
      case 2 -> client.send("LMOVE", key, other, "LEFT", "RIGHT");
      case 3 -> client.send("RENAMENX", key, other);
      default -> {
        client.send("MULTI");
        client.send("RPUSH", key, element());
        client.send("LPUSH", other, element(), element());
        client.send("EXEC");
      }
    }
  }

  // ---- sorted sets

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void everyElementOfASortedSetIsPoppedOnce(int loops) {
    try (TestServer server = server(loops)) {
      play(
          server,
          new Consumer() {
            @Override
            public String[] command(TestClient client, Random random) {
              List<String> keys = keys("set", random);
              List<String> end = List.of(random.nextBoolean() ? "MIN" : "MAX");
              List<String> timeout = List.of(timeout(random));
              return random.nextBoolean()
                  ? words(List.of("BZPOP" + end.get(0)), keys, timeout)
                  : words(
                      List.of("BZMPOP"),
                      timeout,
                      List.of(keys.size()),
                      keys,
                      end,
                      List.of("COUNT", 1 + random.nextInt(3)));
            }

            @Override
            public void take(TestClient client, String[] command, String reply) {
              popped.addAll(elementsOf(reply));
            }

            @Override
            public String[] give(Random random) {
              return words(List.of("ZADD", "set" + random.nextInt(KEYS), "2", element()));
            }
          },
          (client, random) -> {
            String key = "set" + random.nextInt(KEYS);
            client.send("ZADD", key, "" + random.nextInt(9), element(), "1", element());
          });
      TestClient client = server.client();
      for (int i = 0; i < KEYS; i++) {
        popped.addAll(elementsOf(client.send("ZRANGE", "set" + i, "0", "-1")));
      }
      assertPoppedOnce();
    }
  }

  // ---- groups of streams

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void everyEntryGoesToOneConsumerAndIsPendingForIt(int loops) {
    try (TestServer server = server(loops)) {
      TestClient setup = server.client();
      for (int i = 0; i < KEYS; i++) {
        setup.send("XGROUP", "CREATE", "stream" + i, "g", "$", "MKSTREAM");
      }
      Map<String, String> received = new ConcurrentHashMap<>();
      play(
          server,
          new Consumer() {
            @Override
            public String[] command(TestClient client, Random random) {
              int first = random.nextInt(KEYS - 1);
              String count = "" + (1 + random.nextInt(3));
              String block = "" + random.nextInt(5);
              return words(
                  List.of("XREADGROUP", "GROUP", "g", "c" + client.localPort()),
                  List.of("COUNT", count, "BLOCK", block),
                  List.of("STREAMS", "stream" + first, "stream" + (first + 1), ">", ">"));
            }

            @Override
            public void take(TestClient client, String[] command, String reply) {
              for (String element : elementsOf(reply)) {
                assertThat(received.put(element, "c" + client.localPort())).isNull();
              }
            }

            @Override
            public String[] give(Random random) {
              String stream = "stream" + random.nextInt(KEYS);
              return words(List.of("XADD", stream, "*", "f", element()));
            }
          },
          (client, random) ->
              client.send("XADD", "stream" + random.nextInt(KEYS), "*", "f", element()));
      Map<String, String> pending = new HashMap<>();
      for (int i = 0; i < KEYS; i++) {
        pending.putAll(pending(setup, "stream" + i));
      }
      assertThat(pending).hasSize(last.get()).containsAllEntriesOf(received);
    }
  }

  /** Which consumer has which element, when the rest was read too. */
  private static Map<String, String> pending(TestClient client, String stream) {
    client.send("XREADGROUP", "GROUP", "g", "rest", "STREAMS", stream, ">");
    Map<String, String> elements = new HashMap<>();
    Matcher entry =
        Pattern.compile("\\[(\\d+-\\d+) \\[f (e\\d+)]]")
            .matcher(client.send("XRANGE", stream, "-", "+"));
    while (entry.find()) {
      elements.put(entry.group(1), entry.group(2));
    }
    Map<String, String> consumers = new HashMap<>();
    Matcher owner =
        Pattern.compile("\\[(\\d+-\\d+) (\\w+) :\\d+ :\\d+]")
            .matcher(client.send("XPENDING", stream, "g", "-", "+", "1000000"));
    while (owner.find()) {
      consumers.put(elements.get(owner.group(1)), owner.group(2));
    }
    return consumers;
  }

  // ---- order

  /**
   * Waiters need shards that the pushing command does not, and other clients keep these locked, or
   * try to take what is pushed.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void nobodyComesBetweenAPushAndThoseWhoWaitedForIt(int loops) {
    try (TestServer server = server(loops)) {
      List<TestClient> waiters = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        waiters.add(server.client());
      }
      new Crew(server)
          .work(1, 150, (client, random) -> serveInOrder(server, waiters, client, random))
          .watch(2, (client, random) -> assertThat(client.send("LPOP", "q")).isEqualTo("nil"))
          .watch(
              2,
              (client, random) -> {
                List<String> pairs = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                  pairs.addAll(List.of("noise" + random.nextInt(1000), "v"));
                }
                client.send(words(List.of("MSET"), pairs));
              })
          .run();
    }
  }

  private static void serveInOrder(
      TestServer server, List<TestClient> waiters, TestClient client, Random random) {
    for (int i = 0; i < waiters.size(); i++) {
      int waiting = i + 1;
      List<String> keys = new ArrayList<>(List.of("q", "x" + random.nextInt(9)));
      keys.add(random.nextInt(keys.size()), "y" + random.nextInt(9));
      TestClient waiter = waiters.get(i);
      if (random.nextInt(4) == 0) {
        waiter.write("BLMOVE", "q", "z", "LEFT", "LEFT", "0");
      } else {
        waiter.write(words(List.of("BLPOP"), keys, List.of("0")));
      }
      TestServer.await(waiting + " wait", () -> server.engine().blocking().waiting() == waiting);
    }
    for (int i = 0; i < waiters.size(); i += 2) {
      String one = Integer.toString(i);
      String two = Integer.toString(i + 1);
      switch (random.nextInt(4)) {
        case 0 -> client.send("RPUSH", "q", one, two);
        case 1 -> client.pipeline("RPUSH q " + one, "RPUSH q " + two);
        case 2 -> client.pipeline("MULTI", "RPUSH q " + one, "RPUSH q " + two, "EXEC");
        default -> client.pipeline("RPUSH tmp " + one + " " + two, "RENAME tmp q");
      }
    }
    for (int i = 0; i < waiters.size(); i++) {
      assertThat(waiters.get(i).read()).isIn("[q " + i + "]", "" + i);
    }
  }

  // ---- the end

  @Test
  void whoWaitsIsNotIdle() {
    try (TestServer server = new TestServer("timeout 10").start()) {
      TestClient waiter = server.client();
      waiter.write("BLPOP", "k", "0");
      TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
      server.advance(Duration.ofMinutes(1));
      server.tick();
      assertThat(server.client().send("RPUSH", "k", "v")).isEqualTo(":1");
      assertThat(waiter.read()).isEqualTo("[k v]");
      server.tick();
      assertThat(waiter.send("PING")).isEqualTo("+PONG");
      server.advance(Duration.ofSeconds(11));
      server.tick();
      assertThat(waiter.read()).isEqualTo("closed");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aServerThatEndsLeavesNobodyWaiting(int loops) {
    try (TestServer server = server(loops)) {
      Collection<TestClient> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        TestClient client = server.client();
        clients.add(client);
        client.write(
            i % 2 == 0
                ? new String[] {"BLPOP", "a", "b", "" + i}
                : new String[] {"WAIT", "1", "" + i});
      }
      TestServer.await("all wait", () -> server.engine().blocking().waiting() == clients.size());
    }
  }
}
