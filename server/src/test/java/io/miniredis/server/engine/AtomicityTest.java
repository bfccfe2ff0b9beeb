package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Commands of several keys, which lie in different shards, happen at once for everybody: what holds
 * between two commands is seen to hold by all, whatever four event loops do meanwhile.
 */
class AtomicityTest {
  private static final String[] KEYS = {"k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7"};
  private static final int PLACES = 8;
  private static final int TOKENS = 40;

  @RegisterExtension final TestServer server = new TestServer("io-threads 4");

  private static String[] words(String command, List<String> more) {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" ")));
    words.addAll(more);
    return words.toArray(String[]::new);
  }

  private static String key(Random random) {
    return "k" + random.nextInt(PLACES);
  }

  /** All keys with the same value, in an order of their own. */
  private static String[] setAll(String command, String value, Random random) {
    List<String> keys = new ArrayList<>(List.of(KEYS));
    Collections.shuffle(keys, random);
    List<String> pairs = new ArrayList<>();
    keys.forEach(key -> pairs.addAll(List.of(key, value)));
    return words(command, pairs);
  }

  private static String all(String command) {
    return command + " " + String.join(" ", KEYS);
  }

  private static String[] items(String array) {
    return array.substring(1, array.length() - 1).split(" ");
  }

  @Test
  void mgetNeverSeesHalfOfAnMset() {
    server.client().send(setAll("MSET", "first", new Random()));
    new Crew(server)
        .work(
            3, 700, (client, random) -> client.send(setAll("MSET", "v" + random.nextInt(), random)))
        .watch(
            3,
            (client, random) -> {
              List<String> some = new ArrayList<>(List.of(KEYS));
              Collections.shuffle(some, random);
              some = some.subList(0, 2 + random.nextInt(PLACES - 1));
              assertThat(new HashSet<>(List.of(items(client.send(words("MGET", some))))))
                  .hasSize(1);
            })
        .run();
  }

  @Test
  void msetnxSetsAllOrNone() {
    new Crew(server)
        .work(
            4,
            600,
            (client, random) -> {
              String mine = "v" + random.nextInt(1_000_000);
              if (client.send(setAll("MSETNX", mine, random)).equals(":1")) {
                assertThat(items(client.send(words(all("MGET"), List.of())))).containsOnly(mine);
                assertThat(client.send(words(all("DEL"), List.of()))).isEqualTo(":8");
              }
            })
        .watch(
            2,
            (client, random) ->
                assertThat(client.send(words(all("EXISTS"), List.of()))).isIn(":0", ":8"))
        .run();
  }

  @Test
  void smoveNeitherLosesNorDoublesMembers() {
    TestClient setup = server.client();
    for (int i = 0; i < TOKENS; i++) {
      setup.send("SADD", "k" + i % PLACES, "token" + i);
    }
    new Crew(server)
        .work(
            3,
            1500,
            (client, random) ->
                client.send("SMOVE", key(random), key(random), "token" + random.nextInt(TOKENS)))
        .watch(
            2,
            (client, random) -> {
              assertThat(items(client.send(words(all("SUNION"), List.of())))).hasSize(TOKENS);
              String one = key(random);
              String other = key(random);
              if (!one.equals(other)) {
                assertThat(client.send("SINTER", one, other)).isEqualTo("[]");
              }
            })
        .run();
  }

  @Test
  void listsKeepTheirElementsWhileTheyMove() {
    TestClient setup = server.client();
    for (int i = 0; i < TOKENS; i++) {
      setup.send("RPUSH", "k" + i % PLACES, "token" + i);
    }
    new Crew(server)
        .work(
            4,
            1500,
            (client, random) -> {
              String end = random.nextBoolean() ? "LEFT" : "RIGHT";
              String reply = client.send("LMOVE", key(random), key(random), end, "RIGHT");
              assertThat(reply).matches("nil|token\\d+");
            })
        .run();
    List<String> found = new ArrayList<>();
    for (String key : KEYS) {
      String list = setup.send("LRANGE", key, "0", "-1");
      if (!list.equals("[]")) {
        found.addAll(List.of(items(list)));
      }
    }
    assertThat(found).hasSize(TOKENS).doesNotHaveDuplicates();
  }

  @Test
  void renameAndCopyMoveWholeValues() {
    TestClient setup = server.client();
    for (int i = 0; i < PLACES / 2; i++) {
      setup.send("RPUSH", KEYS[i], "a", "b", "c");
    }
    new Crew(server)
        .work(3, 1500, (client, random) -> client.send("RENAMENX", key(random), key(random)))
        .work(1, 500, (client, random) -> client.send("COPY", key(random), "copy", "REPLACE"))
        .watch(
            2,
            (client, random) -> {
              assertThat(client.send(words(all("EXISTS"), List.of()))).isEqualTo(":4");
              assertThat(client.send("LRANGE", key(random), "0", "-1")).isIn("[a b c]", "[]");
              assertThat(client.send("LRANGE", "copy", "0", "-1")).isIn("[a b c]", "[]");
            })
        .run();
  }

  @Test
  void keysAreInOneDatabaseWhileTheyMoveAndDatabasesSwap() {
    TestClient setup = server.client();
    for (int i = 0; i < TOKENS; i++) {
      setup.send("SET", "token" + i, "v");
    }
    Pattern count = Pattern.compile("db\\d+:keys=(\\d+)");
    new Crew(server)
        .work(
            3,
            700,
            (client, random) -> {
              String here = Integer.toString(random.nextInt(3));
              client.send("SELECT", here);
              String reply =
                  client.send("MOVE", "token" + random.nextInt(TOKENS), "" + (random.nextInt(3)));
              assertThat(reply)
                  .isIn(":0", ":1", "-ERR source and destination objects are the same");
            })
        .work(
            1,
            500,
            (client, random) ->
                client.send("SWAPDB", "" + random.nextInt(3), "" + random.nextInt(3)))
        .watch(
            2,
            (client, random) -> {
              int keys = 0;
              for (Matcher m = count.matcher(client.send("INFO", "keyspace")); m.find(); ) {
                keys += Integer.parseInt(m.group(1));
              }
              assertThat(keys).isEqualTo(TOKENS);
            })
        .run();
  }

  @Test
  void theWholeKeyspaceIsSeenAtOneMoment() {
    new Crew(server)
        .work(2, 600, (client, random) -> client.send(setAll("MSET", "v", random)))
        .work(1, 600, (client, random) -> client.send(words(all("DEL"), List.of())))
        .work(
            1, 200, (client, random) -> client.send(random.nextBoolean() ? "FLUSHALL" : "FLUSHDB"))
        .watch(
            2,
            (client, random) -> {
              assertThat(client.send("DBSIZE")).isIn(":0", ":8");
              String keys = client.send("KEYS", "k*");
              assertThat(keys.equals("[]") ? 0 : items(keys).length).isIn(0, 8);
              assertThat(client.send("RANDOMKEY")).matches("nil|k\\d");
            })
        .run();
  }

  @Test
  void scanFindsWhatStaysWhileOthersComeAndGo() {
    TestClient setup = server.client();
    HashSet<String> staying = new HashSet<>();
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      staying.add("stays" + i);
      pairs.addAll(List.of("stays" + i, "v"));
    }
    setup.send(words("MSET", pairs));
    new Crew(server)
        .work(
            2,
            60,
            (client, random) -> {
              List<String> some = new ArrayList<>();
              int from = random.nextInt(5000);
              for (int i = from; i < from + 500; i++) {
                some.addAll(List.of("passes" + i, "v"));
              }
              client.send(words("MSET", some));
              some.removeIf("v"::equals);
              client.send(words("DEL", some));
            })
        .watch(
            2,
            (client, random) -> {
              HashSet<String> found = new HashSet<>();
              String cursor = "0";
              do {
                String reply = client.send("SCAN", cursor, "COUNT", "100");
                int space = reply.indexOf(' ');
                cursor = reply.substring(1, space);
                found.addAll(List.of(items(reply.substring(space + 1, reply.length() - 1))));
              } while (!cursor.equals("0"));
              assertThat(found).containsAll(staying);
            })
        .run();
  }
}
