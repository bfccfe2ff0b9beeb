package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabasesTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void dbSizeCountsTheKeysOfOneDatabase() {
    client.pipeline("MSET a 1 b 2", "SELECT 1", "RPUSH l 1");
    assertThat(client.pipeline("DBSIZE", "SELECT 0", "DBSIZE", "SELECT 2", "DBSIZE"))
        .containsExactly(":1", "+OK", ":2", "+OK", ":0");
  }

  @Test
  void flushDbEmptiesOneDatabaseAndFlushAllEveryOne() {
    client.pipeline("SET a 1 EX 5", "SELECT 1", "HSET h f v", "SELECT 2", "SET c 3");
    assertThat(client.pipeline("FLUSHDB", "DBSIZE", "SELECT 1", "DBSIZE"))
        .containsExactly("+OK", ":0", "+OK", ":1");
    assertThat(client.pipeline("FLUSHALL ASYNC", "DBSIZE", "SELECT 0", "DBSIZE"))
        .containsExactly("+OK", ":0", "+OK", ":0");
  }

  @Test
  void flushingTakesOneModeAtMost() {
    assertThat(client.pipeline("FLUSHALL sync", "FLUSHDB async")).containsOnly("+OK");
    assertThat(client.pipeline("FLUSHALL SYNC SYNC", "FLUSHDB FOO", "FLUSHDB ASYNC SYNC"))
        .containsOnly("-ERR syntax error");
  }

  @Test
  void swapDbExchangesWhatEveryClientSees() {
    TestClient other = server.client();
    client.pipeline("SET k zero", "SELECT 1", "SET k one EX 9");
    assertThat(other.send("SWAPDB", "0", "1")).isEqualTo("+OK");
    assertThat(other.pipeline("GET k", "TTL k")).containsExactly("one", ":9");
    assertThat(client.pipeline("GET k", "TTL k")).containsExactly("zero", ":-1");
    assertThat(client.pipeline("SWAPDB 3 3", "SWAPDB 1 7", "GET k"))
        .containsExactly("+OK", "+OK", "nil");
  }

  @Test
  void whatWasSwappedStillExpires() {
    client.pipeline("SET k v PX 100", "SWAPDB 0 4");
    server.advance(java.time.Duration.ofMillis(100));
    server.tick();
    assertThat(client.pipeline("SELECT 4", "DBSIZE")).containsExactly("+OK", ":0");
  }

  @Test
  void swapDbChecksBothNumbersThenBothDatabases() {
    assertThat(
            client.pipeline(
                "SWAPDB x y", "SWAPDB 99 y", "SWAPDB 99999999999 0", "SWAPDB -1 0", "SWAPDB 0 16"))
        .containsExactly(
            "-ERR invalid first DB index",
            "-ERR invalid second DB index",
            "-ERR invalid first DB index",
            "-ERR DB index is out of range",
            "-ERR DB index is out of range");
  }
}
