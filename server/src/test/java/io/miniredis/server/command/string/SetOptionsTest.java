package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SetOptionsTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void takesTheLastOfOneExpiryRepeated() {
    check("+OK", "SET s v EX 1 EX 20");
    server.advance(Duration.ofSeconds(10));
    check("v", "GET s");
  }

  @Test
  void refusesTwoDifferentExpiries() {
    check("-ERR syntax error", "SET s v EX 1 PX 20");
    check("-ERR syntax error", "SET s v EX 1 KEEPTTL");
    check("-ERR syntax error", "SET s v KEEPTTL PX 1");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
