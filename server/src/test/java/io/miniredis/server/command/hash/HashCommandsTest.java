package io.miniredis.server.command.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.LineTest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashCommandsTest extends LineTest {
  @Test
  void hsetChecksItsArgumentsBeforeTheType() {
    send("SET s x");
    assertThat(send("HSET s a 1 b")).isEqualTo("-ERR wrong number of arguments for 'hset' command");
    assertThat(send("HMSET s a 1 b"))
        .isEqualTo("-ERR wrong number of arguments for 'hmset' command");
    assertThat(send("HSET s a 1")).startsWith("-WRONGTYPE");
  }

  @Test
  void aFailedIncrementMakesNoKey() {
    assertThat(send("HINCRBY h a x")).isEqualTo("-ERR value is not an integer or out of range");
    assertThat(send("HINCRBYFLOAT h a x")).isEqualTo("-ERR value is not a valid float");
    assertThat(send("HINCRBYFLOAT h a inf")).isEqualTo("-ERR value is NaN or Infinity");
    assertThat(send("EXISTS h")).isEqualTo(":0");
  }

  /** The order of checks: increment, type, value, sum. */
  @Test
  void anIncrementTellsTheFirstOfSeveralErrors() {
    send("SET s x");
    send("HSET h text abc max " + Long.MAX_VALUE);
    assertThat(send("HINCRBY s text x")).contains("value is not an integer");
    assertThat(send("HINCRBY s text 1")).startsWith("-WRONGTYPE");
    assertThat(send("HINCRBY h text 1")).isEqualTo("-ERR hash value is not an integer");
    assertThat(send("HINCRBY h max 1")).isEqualTo("-ERR increment or decrement would overflow");
    assertThat(send("HINCRBYFLOAT s text x")).contains("not a valid float");
    assertThat(send("HINCRBYFLOAT s text 1")).startsWith("-WRONGTYPE");
    assertThat(send("HINCRBYFLOAT h text 1")).isEqualTo("-ERR hash value is not a float");
    send("HSET h huge 1.1e4932");
    assertThat(send("HINCRBYFLOAT h huge 1e4932"))
        .isEqualTo("-ERR increment would produce NaN or Infinity");
  }

  @Test
  void theLastFieldTakesTheKeyAlong() {
    send("HSET h a 1 b 2");
    assertThat(send("HDEL h a zz b b")).isEqualTo(":2");
    assertThat(send("EXISTS h")).isEqualTo(":0");
  }

  @Test
  void anEvenChoiceFromALargeHash() {
    for (int i = 0; i < 500; i++) {
      send("HSET h f" + i + " " + i);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      String reply = send("HRANDFIELD h 100");
      seen.addAll(Set.of(reply.substring(1, reply.length() - 1).split(" ")));
    }
    assertThat(seen).hasSize(500);
    assertThat(send("HRANDFIELD h 1000").split(" ")).doesNotHaveDuplicates().hasSize(500);
    assertThat(send("HRANDFIELD h -1000").split(" ")).hasSize(1000);
  }

  @Test
  void aShortRequestCannotMakeAReplyOfAnySize() {
    client.send("HSET", "h", "a", "v".repeat(1 << 20));
    assertThat(send("HRANDFIELD h -9000000 WITHVALUES"))
        .isEqualTo("-ERR the reply would be too large");
    assertThat(send("PING")).isEqualTo("+PONG");
  }

  @Test
  void aScanTellsEveryFieldOfALargeHashThoughItChanges() {
    for (int i = 0; i < 1000; i++) {
      send("HSET h f" + i + " " + i);
    }
    Set<String> seen = new HashSet<>();
    String cursor = "0";
    int extra = 0;
    do {
      String reply = client.send("HSCAN", "h", cursor, "COUNT", "20", "NOVALUES");
      int space = reply.indexOf(' ');
      cursor = reply.substring(1, space);
      String fields = reply.substring(space + 2, reply.length() - 2);
      if (!fields.isEmpty()) {
        seen.addAll(java.util.List.of(fields.split(" ")));
      }
      for (int i = 0; i < 40; i++) {
        send("HSET h extra" + extra++ + " x");
      }
    } while (!cursor.equals("0"));
    for (int i = 0; i < 1000; i++) {
      assertThat(seen).contains("f" + i);
    }
  }
}
