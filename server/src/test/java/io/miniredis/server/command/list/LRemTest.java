package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LRemTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void removesFromTheEndTheSignTells() {
    check(":7", "RPUSH l x a x b x c x");
    check(":1", "LREM l 1 x");
    check(":2", "LREM l -2 x");
    check("[a x b c]", "LRANGE l 0 -1");
    check(":1", "LREM l 0 x");
    check(":0", "LREM l 0 x");
    check(":0", "LREM none 0 x");
  }

  @Test
  void dropsTheKeyWithItsLastElement() {
    check(":2", "RPUSH l x x");
    check(":2", "LREM l 0 x");
    check(":0", "DEL l");
  }

  @Test
  void checksTheCountThenTheType() {
    check("+OK", "SET s x");
    check("-ERR value is not an integer or out of range", "LREM s x x");
    check(
        "-ERR value is out of range, value must between -9223372036854775807 and"
            + " 9223372036854775807",
        "LREM s -9223372036854775808 x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LREM s 0 x");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
