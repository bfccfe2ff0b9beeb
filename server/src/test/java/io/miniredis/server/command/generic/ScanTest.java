package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScanTest {
  private static final int STAYING = 300;

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  /** The keys of a page "[cursor [key key ...]]". */
  private static List<String> keys(String page) {
    String keys = page.substring(page.indexOf(" [") + 2, page.length() - 2);
    return keys.isEmpty() ? List.of() : Arrays.asList(keys.split(" "));
  }

  private static String cursor(String page) {
    return page.substring(1, page.indexOf(' '));
  }

  private List<String> scanAll(String... options) {
    List<String> found = new ArrayList<>();
    String cursor = "0";
    do {
      List<String> words = new ArrayList<>(List.of("SCAN", cursor));
      words.addAll(List.of(options));
      String page = client.send(words.toArray(String[]::new));
      found.addAll(keys(page));
      cursor = cursor(page);
    } while (!cursor.equals("0"));
    return found;
  }

  @Test
  void tellsEveryKeyOfTheDatabaseOnceWhileNothingChanges() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      client.send("SET", "key:" + i, "v");
      all.add("key:" + i);
    }
    client.pipeline("SELECT 1", "SET other v", "SELECT 0");
    assertThat(scanAll()).containsExactlyInAnyOrderElementsOf(all);
    assertThat(scanAll("COUNT", "1")).containsExactlyInAnyOrderElementsOf(all);
    assertThat(scanAll("COUNT", "100000")).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aStepVisitsAtLeastCountKeys() {
    for (int i = 0; i < 1000; i++) {
      client.send("SET", "key:" + i, "v");
    }
    assertThat(keys(client.send("SCAN", "0"))).hasSizeBetween(10, 30);
    assertThat(keys(client.send("SCAN", "0", "COUNT", "200"))).hasSizeBetween(200, 220);
    assertThat(client.send("SCAN", "0", "COUNT", "1000", "MATCH", "nosuch")).isEqualTo("[0 []]");
    assertThat(client.send("SCAN", "0", "COUNT", "9223372036854775807")).startsWith("[0 [");
  }

  @Test
  void tellsOnlyWhatMatches() {
    client.pipeline("MSET aa 1 ab 2 b 3", "RPUSH al 1", "ZADD az 1 m");
    assertThat(scanAll("MATCH", "a*")).containsExactlyInAnyOrder("aa", "ab", "al", "az");
    assertThat(scanAll("TYPE", "ZSET")).containsExactly("az");
    assertThat(scanAll("TYPE", "string", "MATCH", "a?")).containsExactlyInAnyOrder("aa", "ab");
    assertThat(scanAll("TYPE", "nosuch")).isEmpty();
    assertThat(scanAll("MATCH", "x", "MATCH", "b")).containsExactly("b");
  }

  /** Keys that are there from the first step to the last are told, whatever else comes and goes. */
  @Test
  void missesNothingWhileTablesGrowAndShrink() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      int database = random.nextInt(3);
      client.pipeline("FLUSHALL", "SELECT " + database);
      for (int i = 0; i < STAYING; i++) {
        client.send("SET", "stays:" + i, "v");
      }
      boolean growing = random.nextBoolean();
      if (!growing) {
        addOrRemove("SET", 6000);
      }
      Set<String> found = scanWhileChanging(random, database, growing);
      for (int i = 0; i < STAYING; i++) {
        assertThat(found).as("seed %d, round %d", seed, round).contains("stays:" + i);
      }
    }
  }

  private Set<String> scanWhileChanging(Random random, int database, boolean growing) {
    Set<String> found = new HashSet<>();
    String cursor = "0";
    int step = 0;
    do {
      String page = client.send("SCAN", cursor, "COUNT", Integer.toString(1 + random.nextInt(60)));
      found.addAll(keys(page));
      cursor = cursor(page);
      if (step < 60 && random.nextInt(3) == 0) {
        int other = (database + 1) % 3;
        client.pipeline("SELECT " + other, "SET x" + step + " v", "SELECT " + database);
        addOrRemove(growing ? "SET" : "DEL", 100 * ++step);
      }
    } while (!cursor.equals("0"));
    return found;
  }

  /** Sets or removes those of the keys come:0 to come:5999 that lie below n, or from 6000-n on. */
  private void addOrRemove(String command, int n) {
    StringBuilder commands = new StringBuilder();
    int count = Math.min(n, 6000);
    for (int i = 0; i < count; i++) {
      String key = "come:" + i;
      commands.append(
          command.equals("SET")
              ? TestClient.encode("SET", key, "v")
              : TestClient.encode("DEL", key));
    }
    client.writeRaw(commands.toString());
    client.readMany(count);
  }

  @Test
  void checksTheCursorThenTheOptions() {
    assertThat(
            client.pipeline(
                "SCAN x COUNT x",
                "SCAN -1",
                "SCAN 18446744073709551616",
                "SCAN 0 COUNT x",
                "SCAN 0 COUNT 0",
                "SCAN 0 COUNT",
                "SCAN 0 MATCH",
                "SCAN 0 TYPE",
                "SCAN 0 FOO"))
        .containsExactly(
            "-ERR invalid cursor",
            "-ERR invalid cursor",
            "-ERR invalid cursor",
            "-ERR value is not an integer or out of range",
            "-ERR syntax error",
            "-ERR syntax error",
            "-ERR syntax error",
            "-ERR syntax error",
            "-ERR syntax error");
    assertThat(client.send("SCAN", "")).isEqualTo("-ERR invalid cursor");
  }

  @Test
  void aMadeUpCursorEndsTheScanSomewhere() {
    client.pipeline("MSET a 1 b 2 c 3");
    String cursor = "18446744073709551615";
    for (int i = 0; i < 1000 && !cursor.equals("0"); i++) {
      cursor = cursor(client.send("SCAN", cursor));
    }
    assertThat(cursor).isEqualTo("0");
  }
}
