package io.miniredis.server.command.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CombinationTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    send("ZADD x 1 a 2 b 3 c");
    send("ZADD y 10 b 20 c 30 d");
    send("SET s v");
  }

  private String send(String line) {
    return client.send(line.split(" "));
  }

  @Test
  void unionAddsUpScores() {
    assertThat(send("ZUNION 2 x y WITHSCORES")).isEqualTo("[a 1 b 12 c 23 d 30]");
    assertThat(send("ZUNION 2 x y")).isEqualTo("[a b c d]");
    assertThat(send("ZUNION 2 x nope WITHSCORES")).isEqualTo("[a 1 b 2 c 3]");
  }

  @Test
  void intersectionKeepsWhatAllHave() {
    assertThat(send("ZINTER 2 x y WITHSCORES")).isEqualTo("[b 12 c 23]");
    assertThat(send("ZINTER 3 x y nope")).isEqualTo("[]");
    assertThat(send("ZINTER 2 x x WITHSCORES")).isEqualTo("[a 2 b 4 c 6]");
    assertThat(send("ZINTERCARD 2 x y")).isEqualTo(":2");
    assertThat(send("ZINTERCARD 2 x y LIMIT 1")).isEqualTo(":1");
    assertThat(send("ZINTERCARD 2 x y LIMIT 0")).isEqualTo(":2");
  }

  @Test
  void differenceKeepsTheFirstsScores() {
    assertThat(send("ZDIFF 2 x y WITHSCORES")).isEqualTo("[a 1]");
    assertThat(send("ZDIFF 1 x WITHSCORES")).isEqualTo("[a 1 b 2 c 3]");
    assertThat(send("ZDIFF 2 x x")).isEqualTo("[]");
    assertThat(send("ZDIFF 2 nope x")).isEqualTo("[]");
    send("ZADD few 1 a");
    assertThat(send("ZDIFF 5 y few few few x WITHSCORES")).isEqualTo("[d 30]");
    assertThat(send("ZDIFF 4 x few few few")).isEqualTo("[b c]");
  }

  @Test
  void weightsAndAggregateChooseTheScore() {
    assertThat(send("ZUNION 2 x y WEIGHTS 2 0.5 WITHSCORES")).isEqualTo("[a 2 b 9 d 15 c 16]");
    assertThat(send("ZUNION 2 x y AGGREGATE MIN WITHSCORES")).isEqualTo("[a 1 b 2 c 3 d 30]");
    assertThat(send("ZINTER 2 x y aggregate max WITHSCORES")).isEqualTo("[b 10 c 20]");
    assertThat(send("ZUNION 1 x WEIGHTS 9 WEIGHTS 1 AGGREGATE MAX AGGREGATE SUM"))
        .isEqualTo("[a b c]");
  }

  @Test
  void countLooksAtNoScore() {
    assertThat(send("ZUNION 3 x y x AGGREGATE COUNT WITHSCORES")).isEqualTo("[d 1 a 2 b 3 c 3]");
    assertThat(send("ZINTER 2 x y AGGREGATE count WITHSCORES")).isEqualTo("[b 2 c 2]");
    assertThat(send("ZUNION 2 x y AGGREGATE COUNT WEIGHTS 2 -0.5 WITHSCORES"))
        .isEqualTo("[d '-0.5' b 1.5 c 1.5 a 2]");
    assertThat(send("ZINTER 2 x y WEIGHTS inf -inf AGGREGATE COUNT WITHSCORES"))
        .isEqualTo("[b 0 c 0]");
    assertThat(send("ZUNIONSTORE out 2 x y AGGREGATE COUNT")).isEqualTo(":4");
    assertThat(send("ZRANGE out 0 -1 WITHSCORES")).isEqualTo("[a 1 d 1 b 2 c 2]");
    assertThat(send("ZINTERSTORE out 2 x y WEIGHTS 3 4 AGGREGATE COUNT")).isEqualTo(":2");
    assertThat(send("ZRANGE out 0 -1 WITHSCORES")).isEqualTo("[b 7 c 7]");
  }

  @Test
  void whatIsNoNumberCountsAsZero() {
    send("ZADD p inf m 0 n");
    send("ZADD q -inf m 1 n");
    assertThat(send("ZUNION 2 p q WITHSCORES")).isEqualTo("[m 0 n 1]");
    assertThat(send("ZUNION 1 p WEIGHTS inf WITHSCORES")).isEqualTo("[n 0 m inf]");
  }

  @Test
  void setsCountWithScoreOne() {
    send("SADD set a d 7");
    assertThat(send("ZUNION 2 x set WEIGHTS 1 5 WITHSCORES")).isEqualTo("[b 2 c 3 7 5 d 5 a 6]");
    assertThat(send("ZINTER 2 set x WITHSCORES")).isEqualTo("[a 2]");
    assertThat(send("ZDIFF 2 set x WITHSCORES")).isEqualTo("[7 1 d 1]");
  }

  @Test
  void underResp3ScoresComeInPairs() {
    client.resp3();
    assertThat(send("ZUNION 1 x WITHSCORES")).isEqualTo("[[a ,1] [b ,2] [c ,3]]");
    assertThat(send("ZDIFF 2 x y")).isEqualTo("[a]");
  }

  @Nested
  class Stored {
    @Test
    void replacesWhateverWasThere() {
      assertThat(send("ZUNIONSTORE s 2 x y")).isEqualTo(":4");
      assertThat(send("ZINTERSTORE x 2 x y")).isEqualTo(":2");
      assertThat(send("ZRANGE x 0 -1 WITHSCORES")).isEqualTo("[b 12 c 23]");
      assertThat(send("ZDIFFSTORE y 2 y x")).isEqualTo(":1");
      assertThat(send("ZRANGE y 0 -1")).isEqualTo("[d]");
    }

    @Test
    void nothingRemovesTheKey() {
      assertThat(send("ZINTERSTORE s 2 x nope")).isEqualTo(":0");
      assertThat(send("GET s")).isEqualTo("nil");
      long changes = server.engine().changes();
      assertThat(send("ZDIFFSTORE s 1 nope")).isEqualTo(":0");
      assertThat(server.engine().changes()).isEqualTo(changes);
    }
  }

  @Test
  void errorsComeInTheirOrder() {
    assertThat(send("ZUNION n s FOO")).isEqualTo("-ERR value is not an integer or out of range");
    assertThat(send("ZUNIONSTORE d 0 s FOO"))
        .isEqualTo("-ERR at least 1 input key is needed for 'zunionstore' command");
    assertThat(send("ZUNION 3 s FOO")).isEqualTo("-ERR syntax error");
    assertThat(send("ZUNION 2 x s FOO"))
        .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value");
    assertThat(send("ZUNION 1 x FOO")).isEqualTo("-ERR syntax error");
    assertThat(send("ZUNION 2 x y WEIGHTS 1")).isEqualTo("-ERR syntax error");
    assertThat(send("ZUNION 1 x WEIGHTS z AGGREGATE foo"))
        .isEqualTo("-ERR weight value is not a float");
    assertThat(send("ZUNION 1 x AGGREGATE foo")).isEqualTo("-ERR syntax error");
    assertThat(send("ZUNIONSTORE d 1 x WITHSCORES")).isEqualTo("-ERR syntax error");
    assertThat(send("ZDIFF 1 x WEIGHTS 1")).isEqualTo("-ERR syntax error");
    assertThat(send("ZINTERCARD 1 x LIMIT z")).isEqualTo("-ERR LIMIT can't be negative");
    assertThat(send("ZINTERCARD 1 x LIMIT")).isEqualTo("-ERR syntax error");
  }
}
