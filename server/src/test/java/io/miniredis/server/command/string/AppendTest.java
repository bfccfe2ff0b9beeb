package io.miniredis.server.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AppendTest {
  @RegisterExtension final TestServer server = new TestServer("proto-max-bulk-len 1mb");
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void appendsAndMakes() {
    check(":3", "APPEND s abc");
    check(":6", "APPEND s def");
    check("abcdef", "GET s");
    check(":6", "STRLEN s");
    check(":0", "STRLEN none");
  }

  @Test
  void keepsTheExpiry() {
    check("+OK", "SET s a EX 10");
    check(":2", "APPEND s b");
    server.advance(Duration.ofSeconds(10));
    check("nil", "GET s");
  }

  @Test
  void checksTheTypeThenTheLength() {
    check(":1", "RPUSH l a");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "APPEND l x");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "STRLEN l");
    check(":1048576", "SETRANGE s 1048575 x");
    check("-ERR string exceeds maximum allowed size (proto-max-bulk-len)", "APPEND s x");
    check(":1048576", "STRLEN s");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
