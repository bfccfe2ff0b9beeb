package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IncrByFloatTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void addsAndPrintsAsRedisDoes() {
    check("+OK", "SET n 10.50");
    check("10.6", "INCRBYFLOAT n 0.1");
    check("5.6", "INCRBYFLOAT n -5");
    check("+OK", "SET n 5.0e3");
    check("5200", "INCRBYFLOAT n 2.0e2");
    check("3", "INCRBYFLOAT new 3.0");
    check("1000.09999999999999998", "INCRBYFLOAT thousand 1000.1");
    check("5200", "GET n");
  }

  @Test
  void keepsTheExpiry() {
    check("+OK", "SET n 1 EX 10");
    check("2.5", "INCRBYFLOAT n 1.5");
    server.advance(Duration.ofSeconds(10));
    check("nil", "GET n");
  }

  @Test
  void checksTypeThenValueThenIncrementThenSum() {
    check(":1", "RPUSH l a");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "INCRBYFLOAT l x");
    check("+OK", "SET s x");
    check("-ERR value is not a valid float", "INCRBYFLOAT s x");
    check("+OK", "SET n 1");
    check("-ERR value is not a valid float", "INCRBYFLOAT n x");
    check("-ERR value is not a valid float", "INCRBYFLOAT n nan");
    check("-ERR increment would produce NaN or Infinity", "INCRBYFLOAT n inf");
    check("+OK", "SET n 1.1e4932");
    check("-ERR increment would produce NaN or Infinity", "INCRBYFLOAT n 1.1e4932");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
