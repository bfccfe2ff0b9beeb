package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LSetTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void replaces() {
    check(":3", "RPUSH l a b c");
    check("+OK", "LSET l 0 x");
    check("+OK", "LSET l -1 z");
    check("[x b z]", "LRANGE l 0 -1");
  }

  @Test
  void checksKeyThenTypeThenNumberThenRange() {
    check("+OK", "SET s x");
    check("-ERR no such key", "LSET none x y");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LSET s x y");
    check(":1", "RPUSH l a");
    check("-ERR value is not an integer or out of range", "LSET l x y");
    check("-ERR index out of range", "LSET l 1 y");
    check("-ERR index out of range", "LSET l -2 y");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
