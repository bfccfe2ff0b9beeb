package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LRangeTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void givesWhatLiesBetween() {
    check(":5", "RPUSH l a b c d e");
    check("[a b c d e]", "LRANGE l 0 -1");
    check("[b c]", "LRANGE l 1 2");
    check("[d e]", "LRANGE l -2 100");
    check("[a]", "LRANGE l -100 0");
    check("[]", "LRANGE l 3 1");
    check("[]", "LRANGE l 5 9");
    check("[a b c d e]", "LRANGE l -9223372036854775808 9223372036854775807");
    check("[]", "LRANGE none 0 -1");
  }

  @Test
  void checksBothIndexesThenTheType() {
    check("+OK", "SET s x");
    check("-ERR value is not an integer or out of range", "LRANGE s x 0");
    check("-ERR value is not an integer or out of range", "LRANGE s 0 x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LRANGE s 0 0");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
