package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExistsTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void countsAKeyAsOftenAsItIsNamed() {
    client.send("SET", "k", "v");
    assertThat(client.send("EXISTS", "k", "nokey", "k")).isEqualTo(":2");
  }

  @Test
  void doesNotMarkKeysAsUsed() {
    client.send("SET", "k", "v");
    server.advance(Duration.ofSeconds(10));
    client.pipeline("EXISTS k", "TYPE k", "TTL k", "OBJECT ENCODING k", "OBJECT REFCOUNT k");
    assertThat(client.send("OBJECT", "IDLETIME", "k")).isEqualTo(":10");
  }

  @Test
  void touchDoesAndCountsThem() {
    client.send("SET", "k", "v");
    server.advance(Duration.ofSeconds(10));
    assertThat(client.send("TOUCH", "k", "nokey", "k")).isEqualTo(":2");
    assertThat(client.send("OBJECT", "IDLETIME", "k")).isEqualTo(":0");
  }
}
