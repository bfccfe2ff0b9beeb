package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LcsTest {
  @RegisterExtension final TestServer server = new TestServer("proto-max-bulk-len 1mb");
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void givesACommonSubsequence() {
    check("+OK", "MSET a ohmytext b mynewtext");
    check("mytext", "LCS a b");
    check(":6", "LCS a b LEN");
    check("''", "LCS a none");
    check(":0", "LCS a none LEN");
  }

  @Test
  void tellsWhereItLies() {
    check("+OK", "MSET a ohmytext b mynewtext");
    check("[matches [[[:4 :7] [:5 :8]] [[:2 :3] [:0 :1]]] len :6]", "LCS a b IDX");
    check("[matches [[[:4 :7] [:5 :8]]] len :6]", "LCS a b IDX MINMATCHLEN 4");
    check("[matches [[[:4 :7] [:5 :8] :4]] len :6]", "LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN");
    check("[matches [] len :0]", "LCS a none IDX");
  }

  @Test
  void choosesAmongEqualOnesAsRedisDoes() {
    check("+OK", "MSET a abcbdab b bdcaba");
    check("bdab", "LCS a b");
    check("+OK", "MSET a abab b baba");
    check("[matches [[[:1 :3] [:0 :2]]] len :3]", "LCS a b IDX");
  }

  @Test
  void checksTypesThenSyntaxThenBothThenSize() {
    check(":1", "RPUSH l a");
    check("-ERR The specified keys must contain string values", "LCS l a FOO");
    check("-ERR The specified keys must contain string values", "LCS a l");
    check("-ERR syntax error", "LCS a b FOO");
    check("-ERR syntax error", "LCS a b MINMATCHLEN");
    check("-ERR value is not an integer or out of range", "LCS a b MINMATCHLEN x");
    check("-ERR If you want both the length and indexes, please just use IDX.", "LCS a b LEN IDX");
    check(":1001", "SETRANGE a 1000 x");
    check(":1001", "SETRANGE b 1000 x");
    check(
        "-ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len",
        "LCS a b LEN");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
