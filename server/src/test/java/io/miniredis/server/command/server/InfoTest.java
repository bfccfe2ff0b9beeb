package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InfoTest {
  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void tellsTheUsualSectionsInTheirOrder() {
    List<String> usual =
        List.of(
            "Server",
            "Clients",
            "Memory",
            "Persistence",
            "Stats",
            "Replication",
            "CPU",
            "Modules",
            "Errorstats",
            "Cluster",
            "Keyspace");
    assertThat(titles("INFO")).isEqualTo(usual);
    assertThat(titles("INFO", "default")).isEqualTo(usual);
  }

  @Test
  void tellsAllSectionsOrThoseAskedFor() {
    assertThat(titles("INFO", "all"))
        .containsSubsequence("Modules", "Commandstats", "Errorstats", "Latencystats", "Cluster");
    assertThat(titles("INFO", "everything")).isEqualTo(titles("INFO", "all"));
    assertThat(titles("INFO", "KEYSPACE", "server", "keyspace", "nope"))
        .containsExactly("Server", "Keyspace");
    assertThat(server.client().send("INFO", "nope")).isEqualTo("''");
  }

  @Test
  void aBatchOfInputIsACycleOfAnEventLoop() {
    TestClient client = server.client();
    client.send("CONFIG", "RESETSTAT");
    client.send("PING");
    client.send("PING");
    assertThat(client.send("INFO", "stats"))
        .contains("eventloop_cycles:3\r\n") // INFO's own is counted when it begins
        .contains("eventloop_duration_sum:0\r\neventloop_duration_cmd_sum:0\r\n")
        .contains("instantaneous_eventloop_cycles_per_sec:0\r\n")
        .contains("instantaneous_eventloop_duration_usec:0\r\n");
  }

  @Test
  void isVerbatimTextInResp3() {
    assertThat(server.client().resp3().send("INFO", "cluster"))
        .isEqualTo("=txt:# Cluster\r\ncluster_enabled:0\r\n");
  }

  @Test
  void tellsWhoItIs() {
    Map<String, String> info = info("server");
    assertThat(info)
        .containsEntry("redis_version", "7.4.0")
        .containsEntry("redis_mode", "standalone")
        .containsEntry("tcp_port", Integer.toString(server.port()))
        .containsEntry("process_id", Long.toString(ProcessHandle.current().pid()))
        .containsEntry("uptime_in_seconds", "0")
        .containsEntry("server_time_usec", TestServer.START + "000");
    assertThat(info.get("run_id")).matches("[0-9a-f]{40}");
    server.advance(Duration.ofDays(2));
    assertThat(info("server"))
        .containsEntry("uptime_in_days", "2")
        .containsEntry("run_id", info.get("run_id"));
  }

  @Test
  void countsClients() {
    server.client();
    server.client().send("PING");
    assertThat(info("clients"))
        .containsEntry("connected_clients", "3")
        .containsEntry("maxclients", "10000");
  }

  @Test
  void accountsMemory() {
    long before = Long.parseLong(info("memory").get("used_memory"));
    server.client().send("SET", "k", "x".repeat(100_000));
    Map<String, String> after = info("memory");
    assertThat(Long.parseLong(after.get("used_memory")) - before).isBetween(100_000L, 110_000L);
    assertThat(Long.parseLong(after.get("used_memory_dataset"))).isBetween(100_000L, 101_000L);
    assertThat(after.get("used_memory_human")).matches("[0-9.]+K");
    server.client().send("FLUSHALL");
    assertThat(Long.parseLong(info("memory").get("used_memory_peak"))).isGreaterThan(100_000);
  }

  @Test
  void countsWhatHappened() {
    TestClient client = server.client();
    client.send("SET", "k", "v");
    client.send("GET", "k");
    client.send("GET", "absent");
    client.send("LPUSH", "k", "v");
    client.send("nope");
    client.send("GET");
    assertThat(info("stats"))
        .containsEntry("keyspace_hits", "1")
        .containsEntry("keyspace_misses", "1")
        .containsEntry("total_commands_processed", "4")
        .containsEntry("total_connections_received", "2")
        .containsEntry("total_error_replies", "3");
    assertThat(info("commandstats").get("cmdstat_get"))
        .isEqualTo("calls=2,usec=0,usec_per_call=0.00,rejected_calls=1,failed_calls=0");
    assertThat(info("commandstats").get("cmdstat_lpush")).endsWith("failed_calls=1");
    assertThat(info("errorstats"))
        .containsEntry("errorstat_ERR", "count=2")
        .containsEntry("errorstat_WRONGTYPE", "count=1");
  }

  @Test
  void tellsPercentilesOfDurations() {
    TestClient client = server.client();
    client.send("GET", "k");
    assertThat(info("latencystats"))
        .containsEntry("latency_percentiles_usec_get", "p50=0.000,p99=0.000,p99.9=0.000");
    client.send("CONFIG", "SET", "latency-tracking", "no");
    client.send("EXISTS", "k");
    assertThat(info("latencystats")).doesNotContainKey("latency_percentiles_usec_exists");
    client.send("CONFIG", "SET", "latency-tracking-info-percentiles", "90");
    assertThat(info("latencystats")).containsEntry("latency_percentiles_usec_get", "p90=0.000");
  }

  @Test
  void measuresRatesByTheClock() {
    TestClient client = server.client();
    for (int i = 0; i < 16; i++) {
      client.pipeline("PING", "PING", "PING");
      server.advance(Duration.ofMillis(100));
      server.tick();
    }
    assertThat(info("stats").get("instantaneous_ops_per_sec")).isIn("28", "30");
  }

  @Test
  void countsKeysByDatabase() {
    TestClient client = server.client();
    client.pipeline(
        "SET a 1 PX 2000", "SET b 1", "HSET h f 1", "HEXPIRE h 10 FIELDS 1 f", "SELECT 3");
    client.send("SET", "c", "1");
    assertThat(info("keyspace"))
        .containsOnly(
            Map.entry("db0", "keys=3,expires=1,avg_ttl=2000,subexpiry=1"),
            Map.entry("db3", "keys=1,expires=0,avg_ttl=0,subexpiry=0"));
  }

  private List<String> titles(String... command) {
    return lines(command).filter(line -> line.startsWith("# ")).map(l -> l.substring(2)).toList();
  }

  private Map<String, String> info(String section) {
    Map<String, String> fields = new HashMap<>();
    lines("INFO", section)
        .filter(line -> line.contains(":"))
        .forEach(
            line ->
                fields.put(
                    line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
    return fields;
  }

  private java.util.stream.Stream<String> lines(String... command) {
    try (TestClient client = new TestClient("127.0.0.1", server.port())) {
      String text = client.send(command);
      return Arrays.stream(text.substring(1, text.length() - 1).split("\r\n"));
    }
  }
}
