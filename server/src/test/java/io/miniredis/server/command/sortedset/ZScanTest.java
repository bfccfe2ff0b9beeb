package io.miniredis.server.command.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ZScanTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    send("ZADD z 0.1 a 2 b 3 ab");
    send("SET s v");
  }

  private String send(String line) {
    return client.send(line.split(" "));
  }

  @Test
  void tellsASmallSetAtOnce() {
    assertThat(send("ZSCAN z 0")).isEqualTo("[0 [a 0.1 b 2 ab 3]]");
    assertThat(send("ZSCAN z 0 COUNT 1 MATCH a*")).isEqualTo("[0 [a 0.1 ab 3]]");
    assertThat(send("ZSCAN z 77")).isEqualTo("[0 [a 0.1 b 2 ab 3]]");
    assertThat(send("ZSCAN nope 0")).isEqualTo("[0 []]");
  }

  @Test
  void tellsScoresAsTextUnderResp3Too() {
    client.resp3();
    assertThat(send("ZSCAN z 0 MATCH b")).isEqualTo("[0 [b 2]]");
  }

  @Test
  void tellsALargeSetInSteps() {
    for (int i = 0; i < 1000; i++) {
      send("ZADD large " + i + ".1 m" + i);
    }
    TreeSet<String> seen = new TreeSet<>();
    String cursor = "0";
    int steps = 0;
    do {
      String reply = send("ZSCAN large " + cursor + " COUNT 20");
      cursor = reply.substring(1, reply.indexOf(' '));
      String items = reply.substring(reply.indexOf(' ') + 2, reply.length() - 2);
      for (String word : items.split(" ")) {
        if (word.startsWith("m")) {
          seen.add(word);
        }
      }
      steps++;
    } while (!cursor.equals("0"));
    assertThat(seen).hasSize(1000);
    assertThat(steps).isBetween(20, 51);
    assertThat(send("ZSCAN large 0 COUNT 9223372036854775807 MATCH m5"))
        .isEqualTo("[0 [m5 5.0999999999999996]]");
  }

  @Test
  void checksInItsOrder() {
    assertThat(send("ZSCAN s x FOO")).isEqualTo("-ERR invalid cursor");
    assertThat(send("ZSCAN s -1 FOO")).isEqualTo("-ERR invalid cursor");
    assertThat(send("ZSCAN s 18446744073709551616")).isEqualTo("-ERR invalid cursor");
    assertThat(client.send("ZSCAN", "s", "")).isEqualTo("-ERR invalid cursor");
    assertThat(send("ZSCAN s 0 FOO"))
        .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value");
    assertThat(send("ZSCAN nope 0 FOO")).isEqualTo("[0 []]");
    assertThat(send("ZSCAN z 0 COUNT x")).isEqualTo("-ERR value is not an integer or out of range");
    assertThat(send("ZSCAN z 0 COUNT 0")).isEqualTo("-ERR syntax error");
    assertThat(send("ZSCAN z 0 MATCH")).isEqualTo("-ERR syntax error");
    assertThat(send("ZSCAN z 0 NOVALUES"))
        .isEqualTo("-ERR NOVALUES option can only be used in HSCAN");
  }

  @Test
  void takesEveryCursorThatCTakes() {
    assertThat(send("ZSCAN z 18446744073709551615 MATCH b")).isEqualTo("[0 [b 2]]");
    assertThat(send("ZSCAN z 007 MATCH b")).isEqualTo("[0 [b 2]]");
    assertThat(send("ZSCAN z +7 MATCH b")).isEqualTo("[0 [b 2]]");
    assertThat(client.send("ZSCAN", "z", " 7", "MATCH", "b")).isEqualTo("[0 [b 2]]");
  }
}
