package io.miniredis.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.EngineAccess;
import io.miniredis.server.MiniRedis;
import io.miniredis.server.engine.EngineChecks;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The endpoint of a whole server, asked over HTTP. */
class MonitoringTest {
  private static final String CANARY = "canary-password";

  /** A line of the text format: a comment, or a name, perhaps labels, and a number. */
  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP|TYPE) [a-z0-9_]+ .+"
              + "|[a-z0-9_]+(\\{[a-z_]+=\"[^\"\\n]*\"(,[a-z_]+=\"[^\"\\n]*\")*})? [-+0-9.EINaNf]+");

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = freePort();
  private MiniRedis server;
  private TestClient client;

  @BeforeEach
  void start() {
    server =
        MiniRedis.builder()
            .port(0)
            .config("io-threads", "2")
            .config("maxmemory", "100mb")
            .config("requirepass", CANARY)
            .config("metrics-port", Integer.toString(port))
            .start();
    client = new TestClient("127.0.0.1", server.port());
    assertThat(client.send("AUTH", CANARY)).isEqualTo("+OK");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<String> metrics() {
    return get("/metrics").body().lines().toList();
  }

  @Test
  void isHealthyAndReady() {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/ready").statusCode()).isEqualTo(200);
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void everyLineIsInTheTextFormat() {
    client.send("GET", "k");
    HttpResponse<String> reply = get("/metrics");
    assertThat(reply.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(reply.body().lines()).allMatch(LINE.asMatchPredicate());
  }

  @Test
  void commandsAreCountedByName() {
    client.send("SET", "k", "v");
    client.send("GET", "k");
    client.send("GET", "absent");
    client.send("LPUSH", "k", "x");
    client.send("GET");
    client.send("CONFIG", "GET", "port");
    assertThat(metrics())
        .contains(
            "miniredis_command_duration_seconds_count{command=\"get\"} 2",
            "miniredis_command_duration_seconds_count{command=\"config|get\"} 1",
            "miniredis_commands_failed_total{command=\"lpush\"} 1.0",
            "miniredis_commands_rejected_total{command=\"get\"} 1.0",
            "miniredis_error_replies_total{code=\"WRONGTYPE\"} 1.0",
            "miniredis_keyspace_lookups_total{result=\"hit\"} 1.0",
            "miniredis_keyspace_lookups_total{result=\"miss\"} 1.0")
        .anyMatch(line -> line.matches(".*_seconds\\{command=\"get\",quantile=\"0.999\"} [^0].*"))
        .anyMatch(line -> line.matches(".*_seconds_sum\\{command=\"set\"} .*"));
  }

  @Test
  void commandsThatNobodyAskedForAndNamesThatClientsMakeUpAreNotThere() {
    client.send("NOSUCHCOMMAND", "x");
    assertThat(metrics())
        .noneMatch(line -> line.contains("command=\"zadd\""))
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("nosuchcommand"));
  }

  @Test
  void keysClientsAndMemoryAreThere() {
    client.send("SET", "a", "1");
    client.send("SET", "b", "2", "EX", "100");
    client.send("SELECT", "3");
    client.send("SET", "c", "3");
    client.send("SUBSCRIBE", "channel");
    assertThat(metrics())
        .contains(
            "miniredis_keys{db=\"0\"} 2.0",
            "miniredis_keys{db=\"3\"} 1.0",
            "miniredis_keys_expiring{db=\"0\"} 1.0",
            "miniredis_connections 1.0",
            "miniredis_connections_received_total 1.0",
            "miniredis_clients_blocked 0.0",
            "miniredis_pubsub_clients 1.0",
            "miniredis_pubsub_topics{kind=\"channel\"} 1.0",
            "miniredis_memory_limit_bytes 1.048576E8",
            "miniredis_event_loops 2.0",
            "miniredis_evicted_keys_total 0.0",
            "miniredis_expired_keys_total 0.0")
        .anyMatch(line -> line.matches("miniredis_memory_used_bytes [1-9].*"))
        .anyMatch(line -> line.matches("miniredis_network_input_bytes_total [1-9].*"))
        .anyMatch(line -> line.matches("miniredis_network_output_bytes_total [1-9].*"));
  }

  @Test
  void theJvmIsThere() {
    System.gc();
    TestServer.await(
        "a pause of the collector is told",
        () -> metrics().stream().anyMatch(l -> l.startsWith("jvm_gc_pause_seconds_count")));
    assertThat(metrics())
        .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .anyMatch(line -> line.startsWith("jvm_buffer_memory_used_bytes{id=\"direct\"}"))
        .anyMatch(line -> line.matches("miniredis_network_direct_memory_bytes [1-9].*"))
        .anyMatch(line -> line.startsWith("jvm_threads_live_threads "));
  }

  @Test
  void theLagOfEveryEventLoopIsMeasured() {
    TestServer.await(
        "both loops were probed",
        () ->
            metrics().stream()
                    .filter(l -> l.matches("miniredis_event_loop_lag_seconds_count\\{.*} [1-9].*"))
                    .count()
                == 2);
  }

  @Test
  void countersStartAnewAfterResetstat() {
    client.send("GET", "k");
    client.send("CONFIG", "RESETSTAT");
    assertThat(metrics())
        .noneMatch(line -> line.contains("command=\"get\""))
        .contains("miniredis_keyspace_lookups_total{result=\"miss\"} 0.0");
  }

  @Test
  void noPasswordIsTold() {
    client.send("AUTH", CANARY + "-wrong");
    client.send("ACL", "SETUSER", "u", "on", ">" + CANARY);
    client.send(CANARY);
    assertThat(get("/metrics").body()).contains("authentications_failed").doesNotContain(CANARY);
    assertThat(get("/health").body() + get("/ready").body() + get("/" + CANARY).body())
        .doesNotContain(CANARY);
  }

  /** As under a script that spins: whoever asks for figures must not wait for any lock. */
  @Test
  void figuresAreToldWhileCommandsHoldTheKeys() {
    client.send("SET", "k", "v");
    EngineChecks.whileLocked(
        EngineAccess.of(server),
        () -> assertThat(metrics()).contains("miniredis_keys{db=\"0\"} 1.0"));
  }

  @Test
  void nothingListensAfterTheServerHasEnded() throws IOException {
    server.close();
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(free.getLocalPort()).isEqualTo(port);
    }
  }
}
