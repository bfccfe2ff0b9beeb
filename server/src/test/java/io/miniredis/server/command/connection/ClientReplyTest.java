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
