package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LIndexTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void countsFromEitherEnd() {
    check(":3", "RPUSH l a b c");
    check("a", "LINDEX l 0");
    check("c", "LINDEX l -1");
    check("nil", "LINDEX l 3");
    check("nil", "LINDEX l -4");
    check("nil", "LINDEX l -9223372036854775808");
  }

  @Test
  void looksForTheKeyBeforeTheIndex() {
    check("nil", "LINDEX none x");
    check("+OK", "SET s x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LINDEX s x");
    check(":1", "RPUSH l a");
    check("-ERR value is not an integer or out of range", "LINDEX l x");
  }

  @Test
  void lengthOfWhatIsAbsentIsZero() {
    check(":0", "LLEN none");
    check("+OK", "SET s x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LLEN s");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
