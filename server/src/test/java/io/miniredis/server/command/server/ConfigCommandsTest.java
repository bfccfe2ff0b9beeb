package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.EngineAccess;
import io.miniredis.server.MiniRedis;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.Directive;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandsTest {
  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void readsSettingsByNamesAndPatterns() {
    TestClient client = server.client();
    assertThat(client.send("CONFIG", "GET", "hz", "maxmemory-s*"))
        .isEqualTo("[hz 10 maxmemory-samples 5]");
    assertThat(client.send("CONFIG", "GET", "nope")).isEqualTo("[]");
    assertThat(client.resp3().send("CONFIG", "GET", "hz")).isEqualTo("{hz 10}");
  }

  @Test
  void changesAllOrNone() {
    TestClient client = server.client();
    assertThat(client.send("CONFIG", "SET", "hz", "20", "timeout", "9")).isEqualTo("+OK");
    assertThat(client.send("CONFIG", "SET", "hz", "30", "timeout", "x"))
        .isEqualTo(
            "-ERR CONFIG SET failed (possibly related to argument 'timeout')"
                + " - argument couldn't be parsed into an integer");
    assertThat(client.send("CONFIG", "GET", "hz")).isEqualTo("[hz 20]");
    assertThat(client.send("CONFIG", "SET", "hz", "1", "timeout")).isEqualTo("-ERR syntax error");
    assertThat(client.send("CONFIG", "SET", "n\u00ffpe", "1"))
        .isEqualTo("-ERR Unknown option or number of arguments for CONFIG SET - 'n\u00ffpe'");
  }

  @Test
  void keepsBytesOfValues() {
    TestClient client = server.client();
    client.send("CONFIG", "SET", "requirepass", "a\u00ff\u0001");
    assertThat(client.send("CONFIG", "GET", "requirepass"))
        .isEqualTo("[requirepass a\u00ff\u0001]");
  }

  @Test
  void valuesFollowTheLimitsThatAreSet() {
    TestClient client = server.client();
    client.send("CONFIG", "SET", "hash-max-listpack-entries", "1");
    client.send("HSET", "h", "a", "1", "b", "2");
    assertThat(client.send("OBJECT", "ENCODING", "h")).isEqualTo("hashtable");
    client.send("CONFIG", "SET", "zset-max-ziplist-value", "3");
    client.send("ZADD", "z", "1", "abcd");
    assertThat(client.send("OBJECT", "ENCODING", "z")).isEqualTo("skiplist");
  }

  @Test
  void warnsOfWhatHasNoEffect() {
    server.client().send("CONFIG", "SET", "dynamic-hz", "no");
    assertThat(TestLogs.takeWarnings()).singleElement().asString().contains("dynamic-hz");
  }

  @Test
  void setsCountersBack() {
    TestClient client = server.client();
    client.send("GET", "k");
    client.send("nope");
    assertThat(client.send("CONFIG", "RESETSTAT")).isEqualTo("+OK");
    assertThat(client.send("INFO", "commandstats", "errorstats"))
        .contains("cmdstat_config|resetstat:calls=1,")
        .doesNotContain("cmdstat_get")
        .doesNotContain("errorstat");
    assertThat(client.send("INFO", "stats"))
        .contains("keyspace_misses:0\r\n")
        .contains("total_commands_processed:2\r\n");
  }

  @Test
  void hasNoFileToRewrite() {
    assertThat(server.client().send("CONFIG", "REWRITE"))
        .isEqualTo("-ERR The server is running without a config file");
    TestLogs.takeWarnings();
  }

  @Test
  void rewritesTheFileWhileOthersGoOnAndInATransactionAtOnce(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("redis.conf");
    Files.writeString(file, "# mine\nhz 11\n");
    Config config = new Config(file);
    config.load(
        List.of(
            new Directive("", "port", List.of("0")),
            new Directive("", "dir", List.of(directory.toString())),
            new Directive("", "io-threads", List.of("1"))));
    try (MiniRedis own = MiniRedis.builder().config(config).start();
        TestClient client = new TestClient("127.0.0.1", own.port())) {
      assertThat(client.pipeline("CONFIG SET hz 12", "CONFIG REWRITE", "CONFIG GET hz", "PING"))
          .containsExactly("+OK", "+OK", "[hz 12]", "+PONG");
      assertThat(file).content().startsWith("# mine\nhz 12\n");
      assertThat(EngineAccess.of(own).commandStats().totalCalls()).isEqualTo(4);
      assertThat(client.pipeline("MULTI", "CONFIG SET hz 13", "CONFIG REWRITE", "EXEC"))
          .endsWith("[+OK +OK]");
      assertThat(file).content().startsWith("# mine\nhz 13\n");
    }
  }
}
