package io.miniredis.server.command.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.LineTest;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FieldExpiryTest extends LineTest {
  private void pass(long millis) {
    server.advance(Duration.ofMillis(millis));
  }

  @Test
  void aFieldIsGoneForReadersAtTheMillisecondItExpires() {
    send("HSET h a 1 b 2");
    assertThat(send("HPEXPIRE h 100 FIELDS 1 a")).isEqualTo("[:1]");
    pass(99);
    assertThat(send("HGET h a")).isEqualTo("1");
    assertThat(send("HPTTL h FIELDS 1 a")).isEqualTo("[:1]");
    pass(1);
    assertThat(send("HPTTL h FIELDS 2 a b")).isEqualTo("[:-2 :-1]");
    assertThat(send("HGETALL h")).isEqualTo("[b 2]");
    assertThat(send("HKEYS h")).isEqualTo("[b]");
    assertThat(send("HVALS h")).isEqualTo("[2]");
    assertThat(send("HRANDFIELD h 9")).isEqualTo("[b]");
    assertThat(send("HSCAN h 0")).isEqualTo("[0 [b 2]]");
    assertThat(send("HLEN h")).as("counted until removed").isEqualTo(":2");
    assertThat(send("HGET h a")).isEqualTo("nil");
    assertThat(send("HLEN h")).as("who looks removes it").isEqualTo(":1");
  }

  @Test
  void everyReaderOfAFieldRemovesItIfItHasExpired() {
    for (String read : new String[] {"HGET h a", "HMGET h a", "HEXISTS h a", "HSTRLEN h a"}) {
      send("HSET h a 1");
      send("HPEXPIRE h 10 FIELDS 1 a");
      pass(10);
      send(read);
      assertThat(send("EXISTS h")).as(read).isEqualTo(":0");
    }
  }

  @Test
  void expiredFieldsAreRemovedThoughNobodyLooks() {
    for (int i = 0; i < 1000; i++) {
      send("HSET big f" + i + " v");
      if (i % 2 == 0) {
        send("HPEXPIRE big " + (1 + i) + " FIELDS 1 f" + i);
      }
    }
    send("HSET small a 1 b 2");
    send("HPEXPIRE small 5 FIELDS 2 a b");
    pass(500);
    server.tick();
    assertThat(send("HLEN big")).isEqualTo(":750");
    assertThat(send("EXISTS small")).as("the last field takes the key along").isEqualTo(":0");
    pass(500);
    server.tick();
    assertThat(send("HLEN big")).isEqualTo(":500");
  }

  @Test
  void aProlongedFieldStaysAndAShortenedOneGoesEarlier() {
    send("HSET h a 1 b 2");
    send("HPEXPIRE h 100 FIELDS 2 a b");
    send("HPEXPIRE h 1000 FIELDS 1 a");
    send("HPEXPIRE h 10 FIELDS 1 b");
    pass(10);
    server.tick();
    assertThat(send("HLEN h")).isEqualTo(":1");
    pass(90);
    server.tick();
    assertThat(send("HGET h a")).isEqualTo("1");
    pass(900);
    server.tick();
    assertThat(send("EXISTS h")).isEqualTo(":0");
  }

  @Test
  void aFieldThatWasOnlyProlongedGoesAtItsNewTime() {
    send("HSET h a 1");
    send("HPEXPIRE h 10 FIELDS 1 a");
    send("HPEXPIRE h 20 FIELDS 1 a");
    pass(10);
    server.tick();
    assertThat(send("EXISTS h")).isEqualTo(":1");
    pass(10);
    server.tick();
    assertThat(send("EXISTS h")).isEqualTo(":0");
  }

  @Test
  void anExpiredFieldBeginsAnew() {
    send("HSET h n 5 other x");
    send("HPEXPIRE h 10 FIELDS 1 n");
    pass(10);
    assertThat(send("HINCRBY h n 2")).isEqualTo(":2");
    assertThat(send("HPTTL h FIELDS 1 n")).isEqualTo("[:-1]");
    send("HPEXPIRE h 10 FIELDS 1 n");
    pass(10);
    assertThat(send("HINCRBYFLOAT h n 0.5")).isEqualTo("0.5");
    send("HPEXPIRE h 10 FIELDS 1 n");
    pass(10);
    assertThat(send("HSETNX h n 1")).isEqualTo(":1");
    send("HPEXPIRE h 10 FIELDS 1 n");
    pass(10);
    assertThat(send("HEXPIRE h 100 FIELDS 1 n")).as("it is not revived").isEqualTo("[:-2]");
  }

  @Test
  void secondsAreRoundedUp() {
    send("HSET h a 1");
    send("HPEXPIREAT h " + (TestServer.START + 1001) + " FIELDS 1 a");
    assertThat(send("HTTL h FIELDS 1 a")).isEqualTo("[:2]");
    assertThat(send("HEXPIRETIME h FIELDS 1 a"))
        .isEqualTo("[:" + (TestServer.START / 1000 + 2) + "]");
    assertThat(send("HPEXPIRETIME h FIELDS 1 a")).isEqualTo("[:" + (TestServer.START + 1001) + "]");
  }

  /** The order of checks: type, time, condition, FIELDS, number of fields. */
  @Test
  void theFirstOfSeveralErrorsIsTold() {
    send("SET s x");
    assertThat(send("HEXPIRE s x FOO 0 a")).startsWith("-WRONGTYPE");
    assertThat(send("HEXPIRE h x FOO 0 a")).contains("not an integer");
    assertThat(send("HEXPIRE h -1 FOO 0 a")).contains("must be >= 0");
    assertThat(send("HEXPIRE h 99999999999999 FOO 0 a"))
        .isEqualTo("-ERR invalid expire time in 'hexpire' command");
    assertThat(send("HEXPIRE h 1 FOO 0 a")).contains("FIELDS is missing");
    assertThat(send("HEXPIRE h 1 FIELDS 0 a")).contains("greater than 0");
    assertThat(send("HEXPIRE h 1 FIELDS 2 a")).contains("match the number");
    assertThat(send("HEXPIRE h 1 FIELDS 1 a")).isEqualTo("[:-2]");
    assertThat(send("HTTL s FOO 0 a")).startsWith("-WRONGTYPE");
    assertThat(send("HTTL h FOO 0 a")).contains("FIELDS is missing");
    assertThat(send("HTTL h FIELDS 0 a")).contains("must be a positive integer");
    assertThat(send("HPERSIST h FIELDS 0 a")).contains("must be a positive integer");
  }
}
