package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimeAndArtTest {
  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void tellsTheTimeOfTheClock() {
    server.advance(Duration.ofMillis(1234));
    assertThat(server.client().send("TIME")).isEqualTo("[1700000001 234000]");
  }

  @Test
  void isAMaster() {
    assertThat(server.client().send("ROLE")).isEqualTo("[master :0 []]");
  }

  @Test
  void drawsAPicture() {
    TestClient client = server.client();
    assertThat(client.send("LOLWUT")).endsWith("Redis ver. 7.4.0\n'");
    assertThat(client.send("LOLWUT", "VERSION", "5", "10", "3").lines()).hasSize(6);
    assertThat(client.send("LOLWUT", "VERSION", "x"))
        .isEqualTo("-ERR value is not an integer or out of range");
    assertThat(client.resp3().send("LOLWUT")).startsWith("=txt:");
  }
}
