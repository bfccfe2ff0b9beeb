package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which events are published where. That every command tells the events of a real redis-server is a
 * test beside the conformance cases.
 */
class NotificationsTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;
  private TestClient listener;

  @BeforeEach
  void listen() {
    client = server.client();
    listener = server.client();
    listener.send("PSUBSCRIBE", "__key*");
    listener.send("SUBSCRIBE", "end");
  }

  private void want(String letters) {
    assertThat(client.send("CONFIG", "SET", "notify-keyspace-events", letters)).isEqualTo("+OK");
  }

  private void run(String... commands) {
    assertThat(client.pipeline(commands)).noneMatch(reply -> reply.startsWith("-"));
  }

  /** What was published since the last call: channel and message. */
  private List<String> heard() {
    client.send("PUBLISH", "end", "");
    List<String> events = new ArrayList<>();
    String message = read(listener);
    while (!message.startsWith("[message end")) {
      events.add(message.substring("[pmessage __key* ".length(), message.length() - 1));
      message = read(listener);
    }
    return events;
  }

  /** A message without the quotes around names of channels. */
  private static String read(TestClient client) {
    return client.read().replace("'", "");
  }

  @Test
  void nothingIsToldUnlessItIsAskedFor() {
    run("SET k v", "DEL k");
    assertThat(heard()).isEmpty();
    want("K");
    run("SET k v", "DEL k");
    assertThat(heard()).as("no class").isEmpty();
    want("A");
    run("SET k v", "DEL k");
    assertThat(heard()).as("no channel").isEmpty();
  }

  @Test
  void tellsTheKeysChannelTheEventAndTheEventsChannelTheKey() {
    want("KEA");
    run("SET k v", "SELECT 3", "LPUSH list x");
    assertThat(heard())
        .containsExactly(
            "__keyspace@0__:k set",
            "__keyevent@0__:set k",
            "__keyspace@3__:list lpush",
            "__keyevent@3__:lpush list");
    want("KA");
    run("DEL list");
    assertThat(heard()).containsExactly("__keyspace@3__:list del");
    want("EA");
    run("SET k v");
    assertThat(heard()).containsExactly("__keyevent@3__:set k");
  }

  @ParameterizedTest
  @CsvSource({
    "g, del k",
    "$, set k",
    "l, lpush l",
    "s, sadd s",
    "h, hset h",
    "z, zadd z",
    "t, xadd t",
    "m, keymiss nothing"
  })
  void eachLetterIsAClass(String letter, String told) {
    want("E" + letter);
    run("SET k v", "LPUSH l x", "SADD s x", "HSET h f v", "ZADD z 1 x", "XADD t * f v");
    run("DEL k", "GET nothing");
    assertThat(heard()).containsExactly("__keyevent@0__:" + told);
  }

  @Test
  void aNewKeyIsToldBeforeWhatMadeIt() {
    want("KAn");
    run("SET k 1", "INCR k", "RENAME k other", "COPY other copy", "LPUSH l x", "LPUSH l y");
    assertThat(heard())
        .containsExactly(
            "__keyspace@0__:k new",
            "__keyspace@0__:k set",
            "__keyspace@0__:k incrby",
            "__keyspace@0__:other new",
            "__keyspace@0__:k rename_from",
            "__keyspace@0__:other rename_to",
            "__keyspace@0__:copy new",
            "__keyspace@0__:copy copy_to",
            "__keyspace@0__:l new",
            "__keyspace@0__:l lpush",
            "__keyspace@0__:l lpush");
  }

  @Test
  void aKeyExpiresWhenItIsLookedForOrWhenItsTimeComes() {
    want("Kxm");
    run("SET a v PX 10", "SET b v PX 10", "HSET h f v", "HPEXPIRE h 10 FIELDS 1 f");
    server.advance(Duration.ofMillis(20));
    assertThat(client.send("GET", "a")).isEqualTo("nil");
    assertThat(heard()).containsExactly("__keyspace@0__:a expired", "__keyspace@0__:a keymiss");
    want("Kxh");
    server.tick();
    assertThat(heard())
        .containsExactlyInAnyOrder("__keyspace@0__:b expired", "__keyspace@0__:h hexpired");
  }

  @Test
  void anEvictedKeyIsToldToo() {
    run("SET k v");
    want("Ke");
    client.send("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
    client.send("CONFIG", "SET", "maxmemory", "1");
    client.send("SET", "other", "v");
    assertThat(heard()).contains("__keyspace@0__:k evicted");
  }

  @Test
  void whoCausedAnEventHearsOfItBehindTheReply() {
    want("KA");
    TestClient both = server.client().resp3();
    both.send("SUBSCRIBE", "__keyspace@0__:k");
    both.writeRaw("SET k 1\r\nINCR k\r\nPING\r\n");
    assertThat(both.readMany(5))
        .containsExactly(
            "+OK",
            ">[message '__keyspace@0__:k' set]",
            ":2",
            ">[message '__keyspace@0__:k' incrby]",
            "+PONG");
    both.writeRaw("MULTI\r\nDEL k\r\nSET k x\r\nEXEC\r\n");
    assertThat(both.readMany(6).subList(3, 6))
        .containsExactly(
            "[:1 +OK]", ">[message '__keyspace@0__:k' del]", ">[message '__keyspace@0__:k' set]");
  }
}
