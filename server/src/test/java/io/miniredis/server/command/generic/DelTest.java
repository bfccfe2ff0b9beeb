package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DelTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void countsTheKeysThatItRemoved() {
    client.send("SET", "a", "1");
    client.send("RPUSH", "b", "1");
    assertThat(client.send("DEL", "a", "nokey", "b", "a")).isEqualTo(":2");
    assertThat(client.send("DBSIZE")).isEqualTo(":0");
  }

  @Test
  void unlinkDoesTheSame() {
    client.send("SET", "a", "1");
    assertThat(client.send("UNLINK", "a", "a")).isEqualTo(":1");
    assertThat(client.send("EXISTS", "a")).isEqualTo(":0");
  }
}
