package io.miniredis.server.command.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RangeQueryTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    send("ZADD z 1 a 2 b 3 c 4 d");
    send("ZADD same 0 a 0 b 0 c 0 d");
    send("SET s v");
  }

  private String send(String line) {
    return client.send(line.split(" "));
  }

  @Test
  void ranksCountFromEitherEnd() {
    assertThat(send("ZRANGE z 1 2")).isEqualTo("[b c]");
    assertThat(send("ZRANGE z -2 -1")).isEqualTo("[c d]");
    assertThat(send("ZRANGE z 2 1")).isEqualTo("[]");
    assertThat(send("ZRANGE z 0 -1 REV")).isEqualTo("[d c b a]");
    assertThat(send("ZREVRANGE z 0 1 WITHSCORES")).isEqualTo("[d 4 c 3]");
    assertThat(send("ZRANGE z -9223372036854775808 9223372036854775807")).isEqualTo("[a b c d]");
    assertThat(send("ZRANGE z 9223372036854775807 9223372036854775807")).isEqualTo("[]");
    assertThat(send("ZRANGE z 0 -9223372036854775808")).isEqualTo("[]");
    assertThat(send("ZRANGE nope 0 -1")).isEqualTo("[]");
  }

  @Test
  void scoresHaveOpenAndInfiniteEnds() {
    assertThat(send("ZRANGE z (1 3 BYSCORE")).isEqualTo("[b c]");
    assertThat(send("ZRANGEBYSCORE z -inf (3")).isEqualTo("[a b]");
    assertThat(send("ZREVRANGEBYSCORE z +inf (3 WITHSCORES")).isEqualTo("[d 4]");
    assertThat(send("ZRANGE z 3 1 BYSCORE REV")).isEqualTo("[c b a]");
    assertThat(send("ZRANGEBYSCORE z 3 1")).isEqualTo("[]");
  }

  @Test
  void membersHaveOpenAndInfiniteEnds() {
    assertThat(send("ZRANGE same (a [c BYLEX")).isEqualTo("[b c]");
    assertThat(send("ZRANGEBYLEX same - (c")).isEqualTo("[a b]");
    assertThat(send("ZREVRANGEBYLEX same + [c")).isEqualTo("[d c]");
    assertThat(send("ZRANGE same + - BYLEX REV LIMIT 1 2")).isEqualTo("[c b]");
    assertThat(send("ZRANGEBYLEX same + -")).isEqualTo("[]");
  }

  @Test
  void limitSkipsAndCuts() {
    assertThat(send("ZRANGEBYSCORE z 1 4 LIMIT 1 2")).isEqualTo("[b c]");
    assertThat(send("ZRANGEBYSCORE z 1 4 LIMIT 1 -1")).isEqualTo("[b c d]");
    assertThat(send("ZRANGEBYSCORE z 1 4 LIMIT -1 2")).isEqualTo("[]");
    assertThat(send("ZRANGEBYSCORE z 1 4 LIMIT 9 2")).isEqualTo("[]");
    assertThat(send("ZREVRANGEBYSCORE z 4 1 LIMIT 3 2")).isEqualTo("[a]");
  }

  @Test
  void underResp3ScoresComeInPairs() {
    client.resp3();
    assertThat(send("ZRANGE z 0 1 WITHSCORES")).isEqualTo("[[a ,1] [b ,2]]");
    assertThat(send("ZRANGEBYSCORE z (3 5 WITHSCORES")).isEqualTo("[[d ,4]]");
    assertThat(send("ZRANGE z 0 1")).isEqualTo("[a b]");
  }

  @Nested
  class Errors {
    @Test
    void comeInTheirOrder() {
      assertThat(send("ZRANGE s x y LIMIT z 1 FOO"))
          .isEqualTo("-ERR value is not an integer or out of range");
      assertThat(send("ZRANGE s x y LIMIT 0 1 FOO")).isEqualTo("-ERR syntax error");
      assertThat(send("ZRANGE s x y LIMIT 0 1"))
          .isEqualTo(
              "-ERR syntax error, LIMIT is only supported in combination with either BYSCORE or"
                  + " BYLEX");
      assertThat(send("ZRANGE s x y BYLEX WITHSCORES"))
          .isEqualTo("-ERR syntax error, WITHSCORES not supported in combination with BYLEX");
      assertThat(send("ZRANGE s x y")).isEqualTo("-ERR value is not an integer or out of range");
      assertThat(send("ZRANGE s x y BYSCORE")).isEqualTo("-ERR min or max is not a float");
      assertThat(send("ZRANGE s x y BYLEX"))
          .isEqualTo("-ERR min or max not valid string range item");
      assertThat(send("ZRANGE s 0 1"))
          .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value");
    }

    @Test
    void nameNoOptionTwiceOrWhereItIsFixed() {
      assertThat(send("ZRANGE z 0 1 REV REV")).isEqualTo("-ERR syntax error");
      assertThat(send("ZRANGE z 0 1 BYSCORE BYLEX")).isEqualTo("-ERR syntax error");
      assertThat(send("ZREVRANGE z 0 1 REV")).isEqualTo("-ERR syntax error");
      assertThat(send("ZRANGEBYSCORE z 0 1 BYLEX")).isEqualTo("-ERR syntax error");
      assertThat(send("ZRANGESTORE d z 0 1 WITHSCORES")).isEqualTo("-ERR syntax error");
      assertThat(send("ZRANGEBYSCORE z 0 1 LIMIT 1")).isEqualTo("-ERR syntax error");
    }
  }

  @Nested
  class Stored {
    @Test
    void replacesWhatWasThere() {
      assertThat(send("ZRANGESTORE s z (1 3 BYSCORE")).isEqualTo(":2");
      assertThat(send("ZRANGE s 0 -1 WITHSCORES")).isEqualTo("[b 2 c 3]");
      assertThat(send("ZRANGESTORE z z 0 0 REV")).isEqualTo(":1");
      assertThat(send("ZRANGE z 0 -1")).isEqualTo("[d]");
    }

    @Test
    void anEmptyRangeRemovesTheKey() {
      assertThat(send("ZRANGESTORE s nope 0 -1")).isEqualTo(":0");
      assertThat(send("GET s")).isEqualTo("nil");
    }
  }

  @Test
  void countsFollowTheSameEnds() {
    assertThat(send("ZCOUNT z (1 +inf")).isEqualTo(":3");
    assertThat(send("ZCOUNT z 4 1")).isEqualTo(":0");
    assertThat(send("ZCOUNT s x 1")).isEqualTo("-ERR min or max is not a float");
    assertThat(send("ZLEXCOUNT same (a +")).isEqualTo(":3");
    assertThat(send("ZLEXCOUNT s x +")).isEqualTo("-ERR min or max not valid string range item");
  }

  @Test
  void removalsFollowTheSameEnds() {
    assertThat(send("ZREMRANGEBYRANK z 5 9")).isEqualTo(":0");
    assertThat(send("ZREMRANGEBYRANK z 0 0")).isEqualTo(":1");
    assertThat(send("ZREMRANGEBYSCORE z (3 inf")).isEqualTo(":1");
    assertThat(send("ZRANGE z 0 -1")).isEqualTo("[b c]");
    assertThat(send("ZREMRANGEBYLEX same (a (d")).isEqualTo(":2");
    assertThat(send("ZREMRANGEBYRANK z -9 9223372036854775807")).isEqualTo(":2");
    assertThat(send("ZREMRANGEBYRANK z 0 x"))
        .isEqualTo("-ERR value is not an integer or out of range");
  }

  @Test
  void ranksOfMembersCountFromEitherEnd() {
    assertThat(send("ZRANK z c")).isEqualTo(":2");
    assertThat(send("ZREVRANK z c WITHSCORE")).isEqualTo("[:1 3]");
    assertThat(send("ZRANK z nope WITHSCORE")).isEqualTo("nil");
    assertThat(send("ZRANK nope c")).isEqualTo("nil");
    assertThat(send("ZRANK s c FOO")).isEqualTo("-ERR syntax error");
    assertThat(send("ZRANK s c FOO BAR"))
        .isEqualTo("-ERR wrong number of arguments for 'zrank' command");
  }
}
