package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GetSetTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void setsAndGivesTheOldOne() {
    check("nil", "GETSET s a");
    check("a", "GETSET s b");
    check("b", "GET s");
  }

  @Test
  void dropsTheExpiry() {
    check("+OK", "SET s a EX 10");
    check("a", "GETSET s b");
    server.advance(Duration.ofSeconds(10));
    check("b", "GET s");
  }

  @Test
  void refusesOtherTypes() {
    check(":1", "RPUSH l a");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "GETSET l x");
    check(":1", "LLEN l");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
