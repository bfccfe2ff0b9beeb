package io.miniredis.server.command.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.LineTest;
import org.junit.jupiter.api.Test;

class ZAddTest extends LineTest {
  @Test
  void countsNewMembersOrWithChChangedOnesToo() {
    assertThat(send("ZADD z 1 a 2 b 3 c")).isEqualTo(":3");
    assertThat(send("ZADD z 1 a 5 b 4 d")).isEqualTo(":1");
    assertThat(send("ZADD z CH 1 a 6 b 5 e")).isEqualTo(":2");
    assertThat(send("ZRANGE z 0 -1 WITHSCORES")).isEqualTo("[a 1 c 3 d 4 e 5 b 6]");
  }

  @Test
  void keepsToItsConditions() {
    send("ZADD z 5 a");
    assertThat(send("ZADD z NX 9 a 1 b")).isEqualTo(":1");
    assertThat(send("ZADD z XX CH 6 a 1 c")).isEqualTo(":1");
    assertThat(send("ZADD z GT CH 5 a 7 d")).isEqualTo(":1");
    assertThat(send("ZADD z LT CH 5 a 9 d")).isEqualTo(":1");
    assertThat(send("ZRANGE z 0 -1 WITHSCORES")).isEqualTo("[b 1 a 5 d 7]");
  }

  @Test
  void makesNoKeyWhereNothingMayBeAdded() {
    assertThat(send("ZADD z XX 1 a")).isEqualTo(":0");
    assertThat(send("ZADD z XX INCR 1 a")).isEqualTo("nil");
    assertThat(server.engine().changes()).isZero();
    assertThat(send("ZCARD z")).isEqualTo(":0");
  }

  @Test
  void incrTellsTheSumOrNil() {
    assertThat(send("ZADD z INCR 1.5 a")).isEqualTo("1.5");
    assertThat(send("ZADD z INCR 2 a")).isEqualTo("3.5");
    assertThat(send("ZADD z NX INCR 2 a")).isEqualTo("nil");
    assertThat(send("ZADD z GT INCR -1 a")).isEqualTo("nil");
    assertThat(send("ZADD z LT INCR -1 a")).isEqualTo("2.5");
    assertThat(send("ZADD z XX INCR 1 b")).isEqualTo("nil");
    assertThat(send("ZINCRBY z -2.5 a")).isEqualTo("0");
    assertThat(send("ZINCRBY z 7 new")).isEqualTo("7");
  }

  @Test
  void anIncrementByNothingIsNoChange() {
    send("ZADD z 1 a");
    long changes = server.engine().changes();
    assertThat(send("ZINCRBY z 0 a")).isEqualTo("1");
    assertThat(send("ZADD z 1 a")).isEqualTo(":0");
    assertThat(server.engine().changes()).isEqualTo(changes);
  }

  @Test
  void noScoreIsEverNotANumber() {
    send("ZADD z inf a -inf b");
    assertThat(send("ZINCRBY z -inf a")).isEqualTo("-ERR resulting score is not a number (NaN)");
    assertThat(send("ZADD z INCR inf b")).isEqualTo("-ERR resulting score is not a number (NaN)");
    assertThat(send("ZADD z nan a")).isEqualTo("-ERR value is not a valid float");
    assertThat(send("ZRANGE z 0 -1 WITHSCORES")).isEqualTo("[b '-inf' a inf]");
  }

  @Test
  void checksInItsOrder() {
    client.send("SET", "s", "v");
    assertThat(send("ZADD s NX XX 1")).isEqualTo("-ERR syntax error");
    assertThat(send("ZADD s NX INCR")).isEqualTo("-ERR syntax error");
    assertThat(send("ZADD s NX XX GT x a y b INCR")).isEqualTo("-ERR syntax error");
    assertThat(send("ZADD s NX XX GT INCR x a y b"))
        .isEqualTo("-ERR XX and NX options at the same time are not compatible");
    assertThat(send("ZADD s NX GT INCR x a y b"))
        .isEqualTo("-ERR GT, LT, and/or NX options at the same time are not compatible");
    assertThat(send("ZADD s GT LT INCR x a y b"))
        .isEqualTo("-ERR GT, LT, and/or NX options at the same time are not compatible");
    assertThat(send("ZADD s INCR x a y b"))
        .isEqualTo("-ERR INCR option supports a single increment-element pair");
    assertThat(send("ZADD s 1 a y b")).isEqualTo("-ERR value is not a valid float");
    assertThat(send("ZADD s 1 a"))
        .isEqualTo("-WRONGTYPE Operation against a key holding the wrong kind of value");
  }

  @Test
  void aWrongScoreLeavesAllAsItWas() {
    assertThat(send("ZADD z 1 a x b")).isEqualTo("-ERR value is not a valid float");
    assertThat(send("ZCARD z")).isEqualTo(":0");
  }
}
