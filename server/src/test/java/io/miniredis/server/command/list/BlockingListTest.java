package io.miniredis.server.command.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.LineTest;
import io.miniredis.server.testing.TestClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BLPOP, BRPOP, BLMPOP, BLMOVE and BRPOPLPUSH. */
class BlockingListTest extends LineTest {
  private static final String WRONG_TYPE =
      "-WRONGTYPE Operation against a key holding the wrong kind of value";

  @ParameterizedTest
  @CsvSource({
    "BLPOP nope l 0,               [l a]",
    "BRPOP nope l 0,               [l c]",
    "BLMPOP 0 2 nope l LEFT COUNT 2, [l [a b]]",
    "BLMPOP 0 1 l RIGHT COUNT 9,   [l [c b a]]",
    "BLMOVE l m LEFT RIGHT 0,      a",
    "BRPOPLPUSH l m 0,             c",
  })
  void whatIsThereIsGivenAtOnceAndWhatComesWhenItComes(String command, String reply) {
    send("RPUSH l a b c");
    assertThat(send(command)).isEqualTo(reply);
    send("DEL l");
    TestClient waiter = waiter(command);
    send("RPUSH l a b c");
    assertThat(waiter.read()).isEqualTo(reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BLPOP l 0.5",
        "BRPOP l m 0.5",
        "BLMPOP 0.5 1 l LEFT",
        "BLMOVE l m LEFT LEFT 0.5",
        "BRPOPLPUSH l m 0.5"
      })
  void theEndOfAWaitIsANilArray(String command) {
    TestClient waiter = waiter(command);
    server.advance(Duration.ofMillis(499));
    server.tick();
    assertThat(waiter.hasInput()).isFalse();
    server.advance(Duration.ofMillis(1));
    server.tick();
    assertThat(waiter.readRaw(5)).isEqualTo("*-1\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "BLPOP l 0,              *-1",
    "BRPOP l 0,              *-1",
    "BLMPOP 0 1 l LEFT,      *-1",
    "BLMOVE l m LEFT LEFT 0, $-1",
    "BRPOPLPUSH l m 0,       $-1",
  })
  void aTransactionDoesNotWait(String command, String nil) {
    send("MULTI");
    send(command);
    client.write("EXEC");
    assertThat(client.readRaw(9)).isEqualTo("*1\r\n" + nil + "\r\n");
  }

  @Test
  void blmoveChecksEndsThenTimeoutThenSourceThenDestination() {
    send("SET s v");
    assertThat(send("BLMOVE s s UP LEFT x")).isEqualTo("-ERR syntax error");
    assertThat(send("BLMOVE s s LEFT UP x")).isEqualTo("-ERR syntax error");
    assertThat(send("BLMOVE s s LEFT LEFT x"))
        .isEqualTo("-ERR timeout is not a float or out of range");
    assertThat(send("BLMOVE s nope LEFT LEFT 0")).isEqualTo(WRONG_TYPE);
    send("RPUSH l a");
    assertThat(send("BLMOVE l s LEFT LEFT 0")).isEqualTo(WRONG_TYPE);
    assertThat(send("LRANGE l 0 -1")).isEqualTo("[a]");
    TestClient waiter = waiter("BLMOVE nope s LEFT LEFT 0");
    send("RPUSH nope a");
    assertThat(waiter.read()).isEqualTo(WRONG_TYPE);
  }

  @Test
  void blmpopChecksItsTimeoutLastButForTheKeys() {
    send("SET s v");
    assertThat(send("BLMPOP x 0 s UP")).isEqualTo("-ERR numkeys should be greater than 0");
    assertThat(send("BLMPOP x 1 s UP COUNT 0")).isEqualTo("-ERR syntax error");
    assertThat(send("BLMPOP x 1 s LEFT COUNT 0")).isEqualTo("-ERR count should be greater than 0");
    assertThat(send("BLMPOP x 1 s LEFT")).isEqualTo("-ERR timeout is not a float or out of range");
    assertThat(send("BLMPOP -1 1 s LEFT")).isEqualTo("-ERR timeout is negative");
    assertThat(send("BLMPOP 0 1 s LEFT")).isEqualTo(WRONG_TYPE);
  }

  @Test
  void aListThatWasEmptiedIsNotThere() {
    TestClient waiter = waiter("BLPOP l 0");
    send("RPUSH l a");
    assertThat(waiter.read()).isEqualTo("[l a]");
    assertThat(send("EXISTS l")).isEqualTo(":0");
  }
}
