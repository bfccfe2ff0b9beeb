package io.miniredis.server.command.sortedset;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.LineTest;
import io.miniredis.server.testing.TestClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** BZPOPMIN, BZPOPMAX and BZMPOP. */
class BlockingSortedSetTest extends LineTest {
  @ParameterizedTest
  @CsvSource({
    "BZPOPMIN nope z 0,               [z a 1]",
    "BZPOPMAX nope z 0,               [z c 3.5]",
    "BZMPOP 0 2 nope z MIN COUNT 2,   [z [[a 1] [b 2]]]",
    "BZMPOP 0 1 z MAX,                [z [[c 3.5]]]",
  })
  void whatIsThereIsGivenAtOnceAndWhatComesWhenItComes(String command, String reply) {
    send("ZADD z 1 a 2 b 3.5 c");
    assertThat(send(command)).isEqualTo(reply);
    send("DEL z");
    TestClient waiter = waiter(command);
    send("ZADD z 1 a 2 b 3.5 c");
    assertThat(waiter.read()).isEqualTo(reply);
  }

  @Test
  void scoresAreNumbersInResp3() {
    client.resp3();
    send("ZADD z 1.5 a 2 b");
    assertThat(send("BZPOPMIN z 0")).isEqualTo("[z a ,1.5]");
    assertThat(send("BZMPOP 0 1 z MIN")).isEqualTo("[z [[b ,2]]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BZPOPMIN z 0.01", "BZPOPMAX z y 0.01", "BZMPOP 0.01 1 z MIN"})
  void theEndOfAWaitIsANilArray(String command) {
    TestClient waiter = waiter(command);
    server.advance(Duration.ofMillis(10));
    server.tick();
    assertThat(waiter.readRaw(5)).isEqualTo("*-1\r\n");
    send("MULTI");
    send(command);
    client.write("EXEC");
    assertThat(client.readRaw(9)).isEqualTo("*1\r\n*-1\r\n");
  }

  @Test
  void bzmpopChecksItsTimeoutLastButForTheKeys() {
    send("SET s v");
    assertThat(send("BZMPOP x 0 s UP")).isEqualTo("-ERR numkeys should be greater than 0");
    assertThat(send("BZMPOP x 1 s UP COUNT 0")).isEqualTo("-ERR syntax error");
    assertThat(send("BZMPOP x 1 s MIN COUNT 0")).isEqualTo("-ERR count should be greater than 0");
    assertThat(send("BZMPOP x 1 s MIN")).isEqualTo("-ERR timeout is not a float or out of range");
    assertThat(send("BZMPOP 0 1 s MIN")).startsWith("-WRONGTYPE");
  }
}
