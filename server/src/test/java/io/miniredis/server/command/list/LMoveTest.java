package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LMoveTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void movesBetweenAnyEnds() {
    check(":4", "RPUSH l a b c d");
    check("a", "LMOVE l m LEFT RIGHT");
    check("d", "LMOVE l m right left");
    check("b", "LMOVE l m LEFT LEFT");
    check("c", "RPOPLPUSH l m");
    check("[c b d a]", "LRANGE m 0 -1");
    check(":0", "LLEN l");
  }

  @Test
  void rotatesOneList() {
    check(":3", "RPUSH l a b c");
    check("a", "LMOVE l l LEFT RIGHT");
    check("[b c a]", "LRANGE l 0 -1");
    check("a", "RPOPLPUSH l l");
    check("[a b c]", "LRANGE l 0 -1");
    check("a", "LMOVE l l LEFT LEFT");
    check("[a b c]", "LRANGE l 0 -1");
  }

  @Test
  void leavesAListOfOneAsItIs() {
    check(":1", "RPUSH l a");
    check("a", "LMOVE l l LEFT RIGHT");
    check("[a]", "LRANGE l 0 -1");
  }

  @Test
  void checksEndsThenSourceThenDestination() {
    check("+OK", "SET s x");
    check(":1", "RPUSH l a");
    check("-ERR syntax error", "LMOVE s s LEFT MIDDLE");
    check("-ERR syntax error", "LMOVE s s X LEFT");
    check(
        "-WRONGTYPE Operation against a key holding the wrong kind of value",
        "LMOVE s l LEFT LEFT");
    check("nil", "LMOVE none s LEFT LEFT");
    check(
        "-WRONGTYPE Operation against a key holding the wrong kind of value",
        "LMOVE l s LEFT LEFT");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "RPOPLPUSH l s");
    check("[a]", "LRANGE l 0 -1");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
