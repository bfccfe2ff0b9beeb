package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LPosTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void findsTheFirstMatch() {
    check(":8", "RPUSH l a b c 1 2 3 c c");
    check(":2", "LPOS l c");
    check(":6", "LPOS l c RANK 2");
    check(":7", "LPOS l c RANK -1");
    check("nil", "LPOS l c RANK 4");
    check("nil", "LPOS l x");
    check("nil", "LPOS none x");
  }

  @Test
  void findsSeveral() {
    check(":8", "RPUSH l a b c 1 2 3 c c");
    check("[:2 :6]", "LPOS l c COUNT 2");
    check("[:2 :6 :7]", "LPOS l c COUNT 0");
    check("[:6 :2]", "LPOS l c COUNT 0 RANK -2");
    check("[]", "LPOS l x COUNT 0");
    check("[]", "LPOS none x COUNT 0");
  }

  @Test
  void looksAtSoManyElements() {
    check(":4", "RPUSH l a b c a");
    check("nil", "LPOS l c MAXLEN 2");
    check(":2", "LPOS l c MAXLEN 3");
    check("[:3]", "LPOS l a COUNT 0 MAXLEN 3 RANK -1");
    check("[:0 :3]", "LPOS l a COUNT 0 MAXLEN 0");
  }

  @Test
  void checksOptionsInOrderAndThenTheType() {
    check("+OK", "SET s x");
    check(
        "-ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use"
            + " negative to start from the end of the list",
        "LPOS s x RANK 0");
    check("-ERR value is not an integer or out of range", "LPOS s x RANK x");
    check(
        "-ERR value is out of range, value must between -9223372036854775807 and"
            + " 9223372036854775807",
        "LPOS s x RANK -9223372036854775808");
    check("-ERR COUNT can't be negative", "LPOS s x COUNT -1");
    check("-ERR COUNT can't be negative", "LPOS s x COUNT x MAXLEN -1");
    check("-ERR MAXLEN can't be negative", "LPOS s x MAXLEN -1");
    check("-ERR syntax error", "LPOS s x COUNT");
    check("-ERR syntax error", "LPOS s x FOO 1");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "LPOS s x");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
