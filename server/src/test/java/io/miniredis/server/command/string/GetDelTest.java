package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GetDelTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void readsAndRemoves() {
    check("+OK", "SET s v");
    check("v", "GETDEL s");
    check("nil", "GETDEL s");
    check(":1", "RPUSH l a");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "GETDEL l");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
