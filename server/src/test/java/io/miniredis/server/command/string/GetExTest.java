package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GetExTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void setsAnExpiry() {
    check("+OK", "SET s v");
    check("v", "GETEX s EX 10");
    server.advance(Duration.ofSeconds(9));
    check("v", "GETEX s");
    server.advance(Duration.ofSeconds(1));
    check("nil", "GETEX s");
  }

  @Test
  void removesAnExpiry() {
    check("+OK", "SET s v PX 1000");
    check("v", "GETEX s PERSIST");
    server.advance(Duration.ofSeconds(1));
    check("v", "GET s");
  }

  @Test
  void takesTheLastOfOneOptionRepeated() {
    check("+OK", "SET s v");
    check("v", "GETEX s PX 1 PX 2000");
    server.advance(Duration.ofSeconds(1));
    check("v", "GET s");
  }

  @Test
  void anExpiryInThePastRemovesTheKey() {
    check("+OK", "SET s v");
    check("v", "GETEX s EXAT 1");
    check(":0", "DEL s");
    check("+OK", "SET s v");
    check("v", "GETEX s PXAT 1700000000000");
    check(":0", "DEL s");
  }

  @Test
  void checksSyntaxThenKeyThenTypeThenTime() {
    check(":1", "RPUSH l a");
    check("-ERR syntax error", "GETEX l EX 10 PX 10");
    check("-ERR syntax error", "GETEX l EX");
    check("-ERR syntax error", "GETEX l PERSIST EX 10");
    check("-ERR syntax error", "GETEX l EX 10 PERSIST");
    check("-ERR syntax error", "GETEX l KEEPTTL");
    check("nil", "GETEX none EX x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "GETEX l EX x");
    check("+OK", "SET s v");
    check("-ERR value is not an integer or out of range", "GETEX s EX x");
    check("-ERR invalid expire time in 'getex' command", "GETEX s EX 0");
    check("-ERR invalid expire time in 'getex' command", "GETEX s EX 9223372036854775807");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
