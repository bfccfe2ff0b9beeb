package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MoveTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void takesAKeyWithItsExpiryToAnotherDatabase() {
    client.send("SET", "k", "v", "EX", "9");
    assertThat(client.pipeline("MOVE k 2", "EXISTS k", "SELECT 2", "GET k", "TTL k"))
        .containsExactly(":1", ":0", "+OK", "v", ":9");
    server.advance(Duration.ofSeconds(10));
    server.tick();
    assertThat(client.send("DBSIZE")).isEqualTo(":0");
  }

  @Test
  void leavesBothWhereTheOtherDatabaseHasTheKey() {
    client.pipeline("SELECT 1", "SET k there", "SELECT 0", "SET k here");
    assertThat(client.pipeline("MOVE k 1", "GET k", "SELECT 1", "GET k"))
        .containsExactly(":0", "here", "+OK", "there");
  }

  @Test
  void checksTheDatabaseThenTheKey() {
    assertThat(client.pipeline("MOVE nokey x", "MOVE nokey 16", "MOVE nokey 0", "MOVE nokey 1"))
        .containsExactly(
            "-ERR value is not an integer or out of range",
            "-ERR DB index is out of range",
            "-ERR source and destination objects are the same",
            ":0");
  }
}
