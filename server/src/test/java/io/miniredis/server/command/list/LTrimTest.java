package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LTrimTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void keepsARange() {
    check(":5", "RPUSH l a b c d e");
    check("+OK", "LTRIM l 1 -2");
    check("[b c d]", "LRANGE l 0 -1");
    check("+OK", "LTRIM l -100 100");
    check("[b c d]", "LRANGE l 0 -1");
    check("+OK", "LTRIM l 2 1");
    check(":0", "DEL l");
    check("+OK", "LTRIM none 0 1");
  }

  @Test
  void checksBothIndexesThenTheType() {
    check("+OK", "SET s x");
    check("-ERR value is not an integer or out of range", "LTRIM s x 0");
    check("-ERR value is not an integer or out of range", "LTRIM s 0 x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LTRIM s 0 0");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
