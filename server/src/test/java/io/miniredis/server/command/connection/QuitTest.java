package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuitTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void answersWhatCameBeforeAndRunsNothingBehind() {
    client.writeRaw(
        TestClient.encode("PING")
            + TestClient.encode("QUIT", "now")
            + TestClient.encode("SET", "k", "v"));
    assertThat(client.readToEnd()).isEqualTo("+PONG\r\n+OK\r\n");
    assertThat(server.client().send("EXISTS", "k")).isEqualTo(":0");
  }

  @Test
  void repliesOfMegabytesGoOutFirst() {
    client.send("SET", "k", "x".repeat(1 << 20));
    for (int i = 0; i < 20; i++) {
      client.write("GET", "k");
    }
    client.write("QUIT");
    assertThat(client.readToEnd()).hasSize(20 * ("$1048576\r\n\r\n".length() + (1 << 20)) + 5);
  }

  @Test
  void echoAndSelect() {
    assertThat(client.send("ECHO", "hello\r\nyou")).isEqualTo("hello\r\nyou");
    assertThat(
            client.pipeline(
                "SELECT 15", "SELECT 16", "SELECT -1", "SELECT x", "SELECT 99999999999"))
        .containsExactly(
            "+OK",
            "-ERR DB index is out of range",
            "-ERR DB index is out of range",
            "-ERR value is not an integer or out of range",
            "-ERR value is out of range, value must between -2147483648 and 2147483647");
    assertThat(client.send("CLIENT", "INFO")).contains(" db=15 ");
  }
}
