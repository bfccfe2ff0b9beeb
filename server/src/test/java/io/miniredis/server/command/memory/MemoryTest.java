package io.miniredis.server.command.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemoryTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private long usage(String key) {
    return Long.parseLong(client.send("MEMORY", "USAGE", key).substring(1));
  }

  @Test
  void aKeyTakesWhatItHolds() {
    client.send("SET", "a", "x".repeat(10));
    client.send("SET", "b", "x".repeat(10_000));
    assertThat(usage("a")).isBetween(11L, 100L);
    assertThat(usage("b")).isBetween(10_000L, 10_100L);
    client.send("RPUSH", "list", "x".repeat(5000), "y".repeat(5000));
    assertThat(usage("list")).isBetween(10_000L, 14_000L);
    assertThat(client.send("MEMORY", "USAGE", "nosuch")).isEqualTo("nil");
  }

  @Test
  void aLookIsNoUse() {
    client.send("CONFIG", "RESETSTAT");
    client.send("MEMORY", "USAGE", "nosuch");
    assertThat(client.send("INFO", "stats")).contains("keyspace_misses:0");
  }

  @Test
  void theOptionsAreCheckedBeforeTheKey() {
    assertThat(client.send("MEMORY", "USAGE", "nosuch", "SAMPLES", "x"))
        .isEqualTo("-ERR value is not an integer or out of range");
    assertThat(client.send("MEMORY", "USAGE", "nosuch", "SAMPLES", "-1"))
        .isEqualTo("-ERR syntax error");
    assertThat(client.send("MEMORY", "USAGE", "nosuch", "SAMPLES")).isEqualTo("-ERR syntax error");
    assertThat(client.send("MEMORY", "USAGE", "nosuch", "x", "1")).isEqualTo("-ERR syntax error");
    assertThat(client.send("MEMORY", "USAGE", "nosuch", "SAMPLES", "0", "samples", "5"))
        .isEqualTo("nil");
  }

  @Test
  void theFiguresAddUp() {
    client.send("SET", "k", "x".repeat(1000));
    client.send("SELECT", "2");
    client.send("SET", "k", "v", "EX", "100");
    String stats = client.send("MEMORY", "STATS");
    assertThat(stats)
        .contains("keys.count :2 ", "db.0 [overhead.hashtable.main :", " db.2 [")
        .doesNotContain("db.1 ");
    assertThat(figure(stats, "total.allocated"))
        .isEqualTo(figure(stats, "overhead.total") + figure(stats, "dataset.bytes"));
    assertThat(figure(stats, "dataset.bytes")).isBetween(1000L, 1200L);
    assertThat(figure(stats, "peak.allocated")).isGreaterThanOrEqualTo(131_072L);
  }

  private static long figure(String stats, String name) {
    String rest = stats.substring(stats.indexOf(name + " :") + name.length() + 2);
    return Long.parseLong(rest.substring(0, rest.indexOf(' ')));
  }

  @Test
  void nothingIsToBeSaidAboutAnEmptyServer() {
    assertThat(client.send("MEMORY", "DOCTOR")).contains("So little memory");
    assertThat(client.resp3().send("MEMORY", "DOCTOR")).startsWith("=txt:So little memory");
  }

  @Test
  void theJvmGivesMemoryBackByItself() {
    assertThat(client.send("MEMORY", "PURGE")).isEqualTo("+OK");
    assertThat(client.send("MEMORY", "MALLOC-STATS")).contains("Metaspace: ", "direct buffers: ");
  }
}
