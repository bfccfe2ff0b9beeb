package io.miniredis.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The standalone jar with its HTTP endpoint on, as Prometheus and an orchestrator see it. */
class MetricsTest {
  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> get(int port, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void tellsHealthAndFigures() throws Exception {
    int port = MiniRedisProcess.freePort();
    try (MiniRedisProcess server =
            MiniRedisProcess.start("--metrics-port", Integer.toString(port));
        Jedis jedis = new Jedis("127.0.0.1", server.port())) {
      jedis.set("greeting", "hello");
      jedis.get("greeting");

      assertThat(get(port, "/health").statusCode()).isEqualTo(200);
      assertThat(get(port, "/ready").statusCode()).isEqualTo(200);
      assertThat(get(port, "/metrics").body().lines())
          .contains(
              "miniredis_command_duration_seconds_count{command=\"get\"} 1",
              "miniredis_keys{db=\"0\"} 1.0")
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
          .anyMatch(line -> line.startsWith("jvm_buffer_memory_used_bytes{id=\"direct\"}"));
      assertThat(server.log()).doesNotContainIgnoringCase("warn").doesNotContain("Exception");
      assertThat(server.terminate()).isZero();
    }
  }

  @Test
  void aTakenPortIsOneClearLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        MiniRedisProcess server =
            MiniRedisProcess.launch("--metrics-port", Integer.toString(taken.getLocalPort()))) {
      assertThat(server.awaitExit()).isEqualTo(1);
      assertThat(server.log().lines())
          .filteredOn(line -> line.contains(Integer.toString(taken.getLocalPort())))
          .hasSize(1);
      assertThat(server.log()).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }
}
