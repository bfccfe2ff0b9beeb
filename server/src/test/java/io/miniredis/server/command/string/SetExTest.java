package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SetExTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void setsWithAnExpiry() {
    check("+OK", "SETEX s 10 v");
    check("+OK", "PSETEX p 10001 v");
    server.advance(Duration.ofSeconds(10));
    check("nil", "GET s");
    check("v", "GET p");
    server.advance(Duration.ofMillis(1));
    check("nil", "GET p");
  }

  @Test
  void overwritesAnything() {
    check(":1", "RPUSH s a");
    check("+OK", "SETEX s 10 v");
    check("v", "GET s");
  }

  @Test
  void setsOnlyWhatIsAbsent() {
    check(":1", "SETNX s a");
    check(":0", "SETNX s b");
    check("a", "GET s");
  }

  @Test
  void checksThatTheTimeIsANumberThenItsRange() {
    check("-ERR value is not an integer or out of range", "SETEX s x v");
    check("-ERR invalid expire time in 'setex' command", "SETEX s 0 v");
    check("-ERR invalid expire time in 'setex' command", "SETEX s 9223372036854775807 v");
    check("-ERR invalid expire time in 'psetex' command", "PSETEX s -1 v");
    check("-ERR invalid expire time in 'psetex' command", "PSETEX s 9223372036854775807 v");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
