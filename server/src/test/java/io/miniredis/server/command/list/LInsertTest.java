package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LInsertTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void insertsBesideTheFirstEqualElement() {
    check(":3", "RPUSH l a b a");
    check(":4", "LINSERT l BEFORE b x");
    check(":5", "LINSERT l after a y");
    check("[a y x b a]", "LRANGE l 0 -1");
    check(":-1", "LINSERT l AFTER none z");
    check(":0", "LINSERT none AFTER a z");
  }

  @Test
  void checksTheSideThenTheType() {
    check("+OK", "SET s x");
    check("-ERR syntax error", "LINSERT s BESIDE a b");
    check(
        "-WRONGTYPE Operation against a key holding the wrong kind of value",
        "LINSERT s BEFORE a b");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
