package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ObjectFreqTest {
  @RegisterExtension
  final TestServer server =
      new TestServer("maxmemory-policy allkeys-lfu", "lfu-log-factor 0", "lfu-decay-time 1");

  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void countsUsesAndForgetsThemWithTime() {
    client.send("SET", "k", "v");
    assertThat(client.send("OBJECT", "FREQ", "k")).isEqualTo(":5");
    client.pipeline("GET k", "GET k", "GET k");
    assertThat(client.send("OBJECT", "FREQ", "k")).isEqualTo(":8");
    server.advance(Duration.ofMinutes(2));
    assertThat(client.send("OBJECT", "FREQ", "k")).isEqualTo(":6");
    server.advance(Duration.ofMinutes(20));
    assertThat(client.send("OBJECT", "FREQ", "k")).isEqualTo(":0");
  }

  @Test
  void aNewValueOfTheSameKeyGoesOnCounting() {
    client.pipeline("SET k v", "SET k longer", "SET k longer");
    assertThat(client.send("OBJECT", "FREQ", "k")).isEqualTo(":7");
  }

  @Test
  void idleTimeIsNotTracked() {
    client.send("SET", "k", "v");
    assertThat(client.send("OBJECT", "IDLETIME", "k"))
        .startsWith("-ERR An LFU maxmemory policy is selected, idle time not tracked");
    assertThat(client.send("OBJECT", "IDLETIME", "nokey")).isEqualTo("nil");
  }
}
