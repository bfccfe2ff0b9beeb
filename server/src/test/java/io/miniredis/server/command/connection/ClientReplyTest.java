package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientReplyTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private String after(String... commands) {
    StringBuilder bytes = new StringBuilder();
    for (String command : commands) {
      bytes.append(TestClient.encode(command.split(" ")));
    }
    client.writeRaw(bytes + TestClient.encode("QUIT"));
    return client.readToEnd();
  }

  @Test
  void offMeansNoReplyUntilOn() {
    assertThat(after("CLIENT REPLY OFF", "PING", "SET k v", "NOSUCH", "CLIENT REPLY ON", "GET k"))
        .isEqualTo("+OK\r\n$1\r\nv\r\n+OK\r\n");
  }

  @Test
  void skipMeansNoReplyToTheNextCommand() {
    assertThat(after("CLIENT REPLY SKIP", "PING", "ECHO a")).isEqualTo("$1\r\na\r\n+OK\r\n");
    client = server.client();
    assertThat(after("CLIENT REPLY SKIP", "NOSUCH", "ECHO a")).isEqualTo("$1\r\na\r\n+OK\r\n");
    client = server.client();
    assertThat(after("CLIENT REPLY SKIP", "CLIENT REPLY SKIP", "PING", "ECHO a"))
        .isEqualTo("$1\r\na\r\n+OK\r\n");
  }

  @Test
  void onIsAnsweredEvenWhereItWasToBeSkipped() {
    assertThat(after("CLIENT REPLY SKIP", "CLIENT REPLY ON", "ECHO a"))
        .isEqualTo("+OK\r\n$1\r\na\r\n+OK\r\n");
  }

  @Test
  void skipChangesNothingWhileOff() {
    assertThat(after("CLIENT REPLY OFF", "CLIENT REPLY SKIP", "PING", "CLIENT REPLY ON"))
        .isEqualTo("+OK\r\n+OK\r\n");
  }

  @Test
  void nothingIsSaidWhileOffWhateverHappens() {
    assertThat(after("CLIENT REPLY OFF", "CLIENT REPLY FOO")).isEmpty();
    client = server.client();
    client.writeRaw(TestClient.encode("CLIENT", "REPLY", "OFF") + "*1\r\n$x\r\n");
    assertThat(client.readToEnd()).isEmpty();
  }

  @Test
  void resetTurnsRepliesOnAgain() {
    assertThat(after("CLIENT REPLY OFF", "RESET", "PING")).isEqualTo("+RESET\r\n+PONG\r\n+OK\r\n");
  }

  @Test
  void theReplyToResetCanBeSkipped() {
    assertThat(after("CLIENT REPLY SKIP", "RESET", "PING")).isEqualTo("+PONG\r\n+OK\r\n");
  }

  /** They are no replies, so they are told; within a transaction where its reply stands. */
  @Test
  void confirmationsKeepTheirPlaceInATransaction() {
    String a = "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n";
    String b = "*3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n";
    String queued = "+OK\r\n" + "+QUEUED\r\n".repeat(5);
    assertThat(
            after(
                "MULTI",
                "CLIENT REPLY OFF",
                "SUBSCRIBE a",
                "CLIENT REPLY ON",
                "SUBSCRIBE b",
                "SET k v",
                "EXEC"))
        .isEqualTo(queued + "*5\r\n" + a + "+OK\r\n" + b + "+OK\r\n+OK\r\n");
    client = server.client();
    assertThat(
            after(
                "MULTI",
                "SET k v",
                "CLIENT REPLY SKIP",
                "SUBSCRIBE a",
                "SUBSCRIBE b",
                "SET k v",
                "EXEC"))
        .isEqualTo(queued + "*5\r\n+OK\r\n" + a + b + "+OK\r\n");
    client = server.client();
    assertThat(after("CLIENT REPLY OFF", "MULTI", "SUBSCRIBE a", "SET k v", "SUBSCRIBE b", "EXEC"))
        .isEqualTo(a + b);
  }

  @Test
  void takesThreeWords() {
    assertThat(client.pipeline("CLIENT REPLY FOO", "CLIENT REPLY on", "CLIENT NO-TOUCH x"))
        .containsExactly("-ERR syntax error", "+OK", "-ERR syntax error");
  }

  @Test
  void noTouchLeavesKeysAsUnusedAsTheyWere() {
    client.pipeline("SET k v", "CLIENT NO-TOUCH ON");
    server.advance(java.time.Duration.ofSeconds(10));
    assertThat(client.pipeline("GET k", "OBJECT IDLETIME k", "TOUCH k", "OBJECT IDLETIME k"))
        .containsExactly("v", ":10", ":1", ":0");
  }
}
