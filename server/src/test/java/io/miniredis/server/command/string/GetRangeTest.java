package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GetRangeTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void givesAPart() {
    check("+OK", "SET s This-is-a-string");
    check("This", "GETRANGE s 0 3");
    check("ing", "GETRANGE s -3 -1");
    check("string", "GETRANGE s 10 100");
    check("This-is-a-string", "SUBSTR s 0 -1");
    check("T", "GETRANGE s -100 0");
    check("''", "GETRANGE s -100 -200");
    check("''", "GETRANGE s 5 3");
    check("''", "GETRANGE s 100 200");
    check("''", "GETRANGE none 0 -1");
    check("This-is-a-string", "GETRANGE s -9223372036854775808 9223372036854775807");
  }

  @Test
  void checksBothIndexesThenTheType() {
    check(":1", "RPUSH l a");
    check("-ERR value is not an integer or out of range", "GETRANGE l x 0");
    check("-ERR value is not an integer or out of range", "SUBSTR l 0 x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "SUBSTR l 0 0");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
