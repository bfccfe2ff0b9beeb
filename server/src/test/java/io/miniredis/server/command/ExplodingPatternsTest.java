package io.miniredis.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Patterns of many stars, for which matchers that try every way to divide the text among them need
 * longer than the universe is old, wherever a command takes a pattern.
 */
class ExplodingPatternsTest {
  private static final String TEXT = "a".repeat(2_000);
  private static final long MOST_NANOS = 2_000_000_000;

  @RegisterExtension final TestServer server = new TestServer("enable-debug-command yes");

  private TestClient client;

  @BeforeEach
  void store() {
    client = server.client();
    client.send("SET", TEXT, "v");
    client.send("HSET", "hash", TEXT, "v");
    client.send("SADD", "set", TEXT);
    client.send("ZADD", "zset", "1", TEXT);
  }

  static Stream<String> commands() {
    return Stream.of(
        "KEYS %",
        "SCAN 0 COUNT 100 MATCH %",
        "HSCAN hash 0 MATCH %",
        "HSCAN hash 0 MATCH % NOVALUES",
        "SSCAN set 0 MATCH %",
        "ZSCAN zset 0 MATCH %",
        "CONFIG GET %",
        "COMMAND LIST FILTERBY PATTERN %",
        "PUBSUB CHANNELS %",
        "PUBSUB SHARDCHANNELS %",
        "SORT set BY % GET % ALPHA",
        "DEBUG STRINGMATCH-LEN 2000 %");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void endSoon(String command) {
    for (String pattern :
        new String[] {
          "a*".repeat(1_000) + "b",
          "*a".repeat(1_000) + "b",
          "a?*".repeat(600) + "[^a]",
          "*[a-b]".repeat(300) + "\\b",
          "*" + "a".repeat(1_000) + "b"
        }) {
      long start = System.nanoTime();
      String reply = client.send(command.replace("%", pattern).split(" "));
      assertThat(reply).doesNotStartWith("-").doesNotContain("aaaa");
      assertThat(System.nanoTime() - start).isLessThan(MOST_NANOS);
    }
  }

  @Test
  void subscriptionsToThemEndSoon() {
    TestClient subscriber = server.client();
    for (int i = 0; i < 100; i++) {
      subscriber.send("PSUBSCRIBE", "a*".repeat(500) + "b" + i);
    }
    long start = System.nanoTime();
    assertThat(client.send("PUBLISH", TEXT, "message")).isEqualTo(":0");
    assertThat(System.nanoTime() - start).isLessThan(MOST_NANOS);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void andFindWhatTheyMatch(String command) {
    String reply = client.send(command.replace("%", "a*".repeat(1_000)).split(" "));
    assertThat(reply).doesNotStartWith("-");
    if (command.matches("(KEYS|[HSZ]?SCAN) .*")) {
      assertThat(reply).contains(TEXT);
    }
  }
}
