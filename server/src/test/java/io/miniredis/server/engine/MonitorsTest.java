package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MonitorsTest {
  @Test
  void aSlowOneIsCutAtTheLimitOfSubscribers() {
    try (TestServer server = new TestServer("client-output-buffer-limit pubsub 1mb 0 0").start()) {
      TestClient monitor = server.clientWithSmallBuffer();
      monitor.send("MONITOR");
      TestClient client = server.client();
      String large = "x".repeat(100_000);
      int sent = 0;
      while (server.engine().monitors().isOn() && sent < 1000) {
        client.send("ECHO", large);
        sent++;
      }
      assertThat(sent).isBetween(10, 999);
      assertThat(client.send("INFO", "stats"))
          .contains("client_output_buffer_limit_disconnections:1");
    }
  }

  @Test
  void alsoWhenATransactionShowsTooMuchAtOnce() {
    try (TestServer server = new TestServer("client-output-buffer-limit pubsub 1mb 0 0").start()) {
      TestClient monitor = server.clientWithSmallBuffer();
      monitor.send("MONITOR");
      TestClient client = server.client();
      client.send("MULTI");
      String large = "x".repeat(100_000);
      for (int i = 0; i < 200; i++) {
        client.send("ECHO", large);
      }
      assertThat(client.send("EXEC")).hasSizeGreaterThan(200 * large.length());
      assertThat(client.send("PING")).isEqualTo("+PONG");
      TestServer.await("it has gone", () -> !server.engine().monitors().isOn());
    }
  }

  @Test
  void withManyEventLoopsTheOrderIsThatOfTheEffects() {
    int each = 300;
    try (TestServer server = new TestServer("io-threads 4").start()) {
      TestClient monitor = server.client();
      monitor.send("MONITOR");
      AtomicInteger names = new AtomicInteger();
      new Crew(server)
          .work(4, each, (client, random) -> client.send("SET", "k", "" + names.getAndIncrement()))
          .run();
      String last = "";
      for (int i = 0; i < 4 * each; i++) {
        last = monitor.read();
      }
      String value = server.client().send("GET", "k");
      assertThat(last).endsWith("\"SET\" \"k\" \"" + value + "\"");
    }
  }
}
