package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CounterTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void counts() {
    check(":1", "INCR n");
    check(":42", "INCRBY n 41");
    check(":41", "DECR n");
    check(":-9", "DECRBY n 50");
    check("'-9'", "GET n");
  }

  @Test
  void keepsTheExpiry() {
    check("+OK", "SET n 1 EX 10");
    check(":2", "INCR n");
    server.advance(Duration.ofSeconds(10));
    check("nil", "GET n");
  }

  @Test
  void countsWhatWasAppendedTo() {
    check("+OK", "SET n 1");
    check(":2", "APPEND n 2");
    check(":13", "INCR n");
  }

  @Test
  void checksTheArgumentThenTheTypeThenTheValueThenTheSum() {
    check(":1", "RPUSH l a");
    check("-ERR value is not an integer or out of range", "INCRBY l x");
    check("-ERR value is not an integer or out of range", "DECRBY l x");
    check("-ERR decrement would overflow", "DECRBY l -9223372036854775808");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "INCR l");
    check("+OK", "SET n 9223372036854775807");
    check("-ERR increment or decrement would overflow", "INCR n");
    check(":9223372036854775806", "DECR n");
    check("+OK", "SET n 01");
    check("-ERR value is not an integer or out of range", "INCR n");
    check("-ERR value is not an integer or out of range", "DECRBY n 1");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
