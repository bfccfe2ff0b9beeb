package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeysTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void listsTheKeysThatMatch() {
    client.pipeline("MSET one 1 two 2 three 3", "SELECT 1", "SET four 4", "SELECT 0");
    assertThat(client.send("KEYS", "t*e*")).isEqualTo("[three]");
    assertThat(client.send("KEYS", "t[wx]?")).isEqualTo("[two]");
    assertThat(client.send("KEYS", "nosuch")).isEqualTo("[]");
    assertThat(client.send("KEYS", "*")).hasSameSizeAs("[one two three]").contains("one", "two");
  }

  @Test
  void aRandomKeyIsOneOfTheDatabase() {
    assertThat(client.send("RANDOMKEY")).isEqualTo("nil");
    client.pipeline("MSET a 1 b 2", "SELECT 1", "SET c 3");
    for (int i = 0; i < 20; i++) {
      assertThat(client.send("RANDOMKEY")).isEqualTo("c");
    }
    client.send("SELECT", "0");
    assertThat(client.pipeline("RANDOMKEY ".repeat(30).split("(?<= )"))).contains("a", "b");
  }
}
