package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PushTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void addAtTheEndTheyAreNamedAfter() {
    check(":2", "RPUSH l a b");
    check(":4", "LPUSH l c d");
    check("[d c a b]", "LRANGE l 0 -1");
  }

  @Test
  void addNothingToAListThatIsAbsentWhenTheyEndInX() {
    check(":0", "LPUSHX l a");
    check(":0", "RPUSHX l a b");
    check(":0", "LLEN l");
    check(":1", "RPUSH l m");
    check(":3", "LPUSHX l a b");
    check(":4", "RPUSHX l z");
    check("[b a m z]", "LRANGE l 0 -1");
  }

  @Test
  void refuseOtherTypes() {
    check("+OK", "SET s x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LPUSH s a");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "RPUSH s a");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LPUSHX s a");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "RPUSHX s a");
  }

  @Test
  void needAnElement() {
    check("-ERR wrong number of arguments for 'lpush' command", "LPUSH l");
    check("-ERR wrong number of arguments for 'rpushx' command", "RPUSHX l");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
