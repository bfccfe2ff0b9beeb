package io.miniredis.server.command.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExecTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;
  private TestClient other;

  @BeforeEach
  void connect() {
    client = server.client();
    other = server.client();
  }

  @Test
  void runsWhatWasQueuedAndRepliesWithTheReplies() {
    assertThat(client.pipeline("MULTI", "SET k 1", "INCR k", "GET k"))
        .containsExactly("+OK", "+QUEUED", "+QUEUED", "+QUEUED");
    assertThat(other.send("EXISTS", "k")).isEqualTo(":0");
    assertThat(client.send("EXEC")).isEqualTo("[+OK :2 2]");
  }

  @Test
  void aCommandThatFailsDoesNotKeepTheOthersFromRunning() {
    client.pipeline("SET k text", "MULTI", "INCR k", "SET k new");
    assertThat(client.send("EXEC")).isEqualTo("[-ERR value is not an integer or out of range +OK]");
    assertThat(client.send("GET", "k")).isEqualTo("new");
  }

  @Test
  void firstOfAllItMustBeInATransaction() {
    client.send("WATCH", "k");
    other.send("SET", "k", "v");
    assertThat(client.send("EXEC")).isEqualTo("-ERR EXEC without MULTI");
  }

  @Test
  void aFlawIsToldBeforeAChange() {
    client.send("WATCH", "k");
    other.send("SET", "k", "v");
    client.pipeline("MULTI", "NOSUCH", "SET k w");
    assertThat(client.send("EXEC"))
        .isEqualTo("-EXECABORT Transaction discarded because of previous errors.");
  }

  @Test
  void refusedItEndsTheTransactionAndTheWatch() {
    client.pipeline("WATCH k", "MULTI", "SET a b");
    assertThat(client.send("EXEC", "x"))
        .isEqualTo(
            "-EXECABORT Transaction discarded because of: wrong number of arguments for 'exec'"
                + " command");
    other.send("SET", "k", "v");
    assertThat(client.pipeline("EXEC", "MULTI", "GET k", "EXEC"))
        .containsExactly("-ERR EXEC without MULTI", "+OK", "+QUEUED", "[v]");
  }

  @Test
  void mayArriveInPiecesOfAnySize() {
    String bytes =
        TestClient.encode("WATCH", "w")
            + TestClient.encode("MULTI")
            + TestClient.encode("SET", "k", "some text")
            + "GET k\r\n"
            + TestClient.encode("NOSUCH")
            + TestClient.encode("EXEC")
            + TestClient.encode("MULTI")
            + TestClient.encode("SET", "k", "some text")
            + "GET k\r\n"
            + TestClient.encode("EXEC");
    List<String> expected = replies(bytes.length(), bytes);
    for (int size = 1; size < bytes.length(); size++) {
      assertThat(replies(size, bytes)).as("pieces of %s bytes", size).isEqualTo(expected);
    }
  }

  private List<String> replies(int size, String bytes) {
    for (int i = 0; i < bytes.length(); i += size) {
      client.writeRaw(bytes.substring(i, Math.min(bytes.length(), i + size)));
    }
    return client.readMany(10);
  }

  @Test
  void whoGoesInTheMiddleLeavesNothing() {
    client.pipeline("WATCH a b c", "MULTI", "SET k v");
    client.close();
    TestServer.await("the client is gone", () -> server.engine().sessions().count() == 1);
    assertThat(other.send("EXISTS", "k")).isEqualTo(":0");
    assertThat(other.send("INFO", "clients"))
        .contains("watching_clients:0", "total_watched_keys:0");
  }

  @Test
  void theQueueIsToldAsMemoryOfTheClient() {
    client.send("CLIENT", "SETNAME", "me");
    client.send("MULTI");
    client.send("SET", "k", "x".repeat(10_000));
    String line = other.send("CLIENT", "LIST").lines().findFirst().orElseThrow();
    assertThat(number(line, "multi-mem")).isBetween(10_000L, 11_000L);
    assertThat(number(line, "tot-mem")).isGreaterThan(10_000L);
    client.send("DISCARD");
    line = other.send("CLIENT", "LIST").lines().findFirst().orElseThrow();
    assertThat(number(line, "multi-mem")).isZero();
  }

  private static long number(String line, String name) {
    return Long.parseLong(line.replaceAll(".* " + name + "=(\\d+) .*", "$1"));
  }

  @Test
  void aHundredThousandCommands() {
    StringBuilder bytes = new StringBuilder(TestClient.encode("MULTI"));
    for (int i = 0; i < 100_000; i++) {
      bytes.append("INCR k\r\n");
    }
    client.writeRaw(bytes.toString());
    client.readMany(100_001);
    assertThat(client.send("EXEC")).startsWith("[:1 :2 :3 ").endsWith(" :99999 :100000]");
  }

  @Test
  void whoWaitsForAKeySeesTheWholeTransaction() {
    other.write("BLPOP", "l", "0");
    TestServer.await("the other waits", () -> server.engine().blocking().waiting() == 1);
    assertThat(client.pipeline("MULTI", "RPUSH l a", "LPUSH l b", "LLEN l", "EXEC").getLast())
        .isEqualTo("[:1 :2 :2]");
    assertThat(other.read()).isEqualTo("[l b]");
    other.write("BLPOP", "l2", "0");
    TestServer.await("the other waits", () -> server.engine().blocking().waiting() == 1);
    assertThat(client.pipeline("MULTI", "RPUSH l2 a", "LPOP l2", "EXEC").getLast())
        .isEqualTo("[:1 a]");
    assertThat(client.pipeline("RPUSH l2 c", "LLEN l2")).containsExactly(":1", ":0");
    assertThat(other.read()).isEqualTo("[l2 c]");
  }

  @Test
  void blockingCommandsInItReplyAtOnce() {
    assertThat(client.pipeline("MULTI", "BLPOP l 0", "RPUSH l a", "BLPOP l 0", "EXEC").getLast())
        .isEqualTo("[nil :1 [l a]]");
  }

  @Test
  void oneThatKillsItsOwnClientRunsToItsEnd() {
    String id = client.send("CLIENT", "ID").substring(1);
    client.pipeline("MULTI", "SET k 1", "CLIENT KILL ID " + id + " SKIPME NO", "INCR k");
    client.write("EXEC");
    assertThat(client.readRaw("*3\r\n+OK\r\n:1\r\n".length())).isEqualTo("*3\r\n+OK\r\n:1\r\n");
    assertThat(client.read()).isEqualTo("closed");
    assertThat(other.send("GET", "k")).isEqualTo("2");
  }

  @Test
  void aClientThatTurnsRepliesOffHearsWhatComesBefore() {
    client.pipeline("MULTI", "SET k 1", "CLIENT REPLY OFF", "INCR k");
    client.write("EXEC");
    assertThat(client.readRaw("*3\r\n+OK\r\n".length())).isEqualTo("*3\r\n+OK\r\n");
    client.write("INCR", "k");
    assertThat(client.send("CLIENT", "REPLY", "ON")).isEqualTo("+OK");
    assertThat(client.send("GET", "k")).isEqualTo("3");
  }
}
