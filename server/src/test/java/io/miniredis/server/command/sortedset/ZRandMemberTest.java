package io.miniredis.server.command.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ZRandMemberTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    for (int i = 0; i < 300; i++) {
      send("ZADD large " + i + " m" + i);
    }
    send("ZADD z 1 a 2 b 3 c");
    send("SET s v");
  }

  private String send(String line) {
    return client.send(line.split(" "));
  }

  private List<String> list(String line) {
    String reply = send(line);
    String items = reply.substring(1, reply.length() - 1);
    return items.isEmpty() ? List.of() : Arrays.asList(items.split(" "));
  }

  @Test
  void oneIsAnyOfThem() {
    TreeSet<String> seen = new TreeSet<>();
    while (seen.size() < 3) {
      seen.add(send("ZRANDMEMBER z"));
    }
    assertThat(seen).containsExactly("a", "b", "c");
    assertThat(send("ZRANDMEMBER nope")).isEqualTo("nil");
  }

  @Test
  void aCountMeansDifferentOnes() {
    assertThat(list("ZRANDMEMBER z 9")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(list("ZRANDMEMBER z 2")).hasSize(2).doesNotHaveDuplicates();
    assertThat(list("ZRANDMEMBER large 20")).hasSize(20).doesNotHaveDuplicates();
    assertThat(list("ZRANDMEMBER large 299")).hasSize(299).doesNotHaveDuplicates();
    assertThat(list("ZRANDMEMBER z 0")).isEmpty();
    assertThat(list("ZRANDMEMBER nope 5")).isEmpty();
  }

  @Test
  void aShortRequestCannotMakeAReplyOfAnySize() {
    client.send("ZADD", "long", "1", "v".repeat(1 << 20));
    assertThat(send("ZRANDMEMBER long -9000000")).isEqualTo("-ERR the reply would be too large");
    assertThat(send("PING")).isEqualTo("+PONG");
  }

  @Test
  void aNegativeCountMeansRepeatsMayCome() {
    assertThat(list("ZRANDMEMBER z -50")).hasSize(50).isSubsetOf("a", "b", "c");
    assertThat(list("ZRANDMEMBER large -50")).hasSize(50);
  }

  @Test
  void scoresComeInTurnOrUnderResp3InPairs() {
    send("ZADD one 1.5 m");
    assertThat(send("ZRANDMEMBER one -2 WITHSCORES")).isEqualTo("[m 1.5 m 1.5]");
    client.resp3();
    assertThat(send("ZRANDMEMBER one -2 WITHSCORES")).isEqualTo("[[m ,1.5] [m ,1.5]]");
    assertThat(send("ZRANDMEMBER one 2 WITHSCORES")).isEqualTo("[[m ,1.5]]");
  }

  @Test
  void checksInItsOrder() {
    assertThat(send("ZRANDMEMBER s x FOO"))
        .isEqualTo("-ERR value is not an integer or out of range");
    assertThat(send("ZRANDMEMBER s -9223372036854775808 FOO"))
        .isEqualTo(
            "-ERR value is out of range, value must between -9223372036854775807 and"
                + " 9223372036854775807");
    assertThat(send("ZRANDMEMBER s 1 FOO")).isEqualTo("-ERR syntax error");
    assertThat(send("ZRANDMEMBER s 1 WITHSCORES FOO")).isEqualTo("-ERR syntax error");
    assertThat(send("ZRANDMEMBER s 4611686018427387904 WITHSCORES"))
        .isEqualTo("-ERR value is out of range");
    assertThat(send("ZRANDMEMBER s 1"))
        .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value");
  }
}
