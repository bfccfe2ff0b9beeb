package io.miniredis.server.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PingTest {
  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void answersPongOrTheMessage() {
    TestClient client = server.client();
    assertThat(client.send("PING")).isEqualTo("+PONG");
    assertThat(client.send("ping", "hello you")).isEqualTo("'hello you'");
    assertThat(client.send("PING", "a", "b"))
        .isEqualTo("-ERR wrong number of arguments for 'ping' command");
  }

  @Test
  void answersPipelines() {
    assertThat(server.client().pipeline("PING", "PING a", "SET k v", "GET k"))
        .containsExactly("+PONG", "a", "+OK", "v");
  }
}
