package io.miniredis.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.it.MiniRedisProcess;
import io.miniredis.it.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The redis-cli program, as a person or a script uses it. */
class RedisCliTest {
  private static Path program;
  private static MiniRedisProcess server;

  @BeforeAll
  static void start() {
    program = Needs.program("redis-cli");
    server = MiniRedisProcess.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void empty() {
    assertThat(cli("FLUSHALL")).isEqualTo("OK\n");
  }

  @Test
  void repliesPrintAsTheyDoWithRedis() {
    assertThat(cli("PING")).isEqualTo("PONG\n");
    assertThat(cli("SET", "key", "a value")).isEqualTo("OK\n");
    assertThat(cli("--no-raw", "GET", "key")).isEqualTo("\"a value\"\n");
    assertThat(cli("--no-raw", "GET", "absent")).isEqualTo("(nil)\n");
    assertThat(cli("--no-raw", "INCR", "counter")).isEqualTo("(integer) 1\n");
    assertThat(cli("--no-raw", "RPUSH", "list", "a", "b")).isEqualTo("(integer) 2\n");
    assertThat(cli("--no-raw", "LRANGE", "list", "0", "-1")).isEqualTo("1) \"a\"\n2) \"b\"\n");
    assertThat(cli("--no-raw", "LPUSH", "key", "a"))
        .isEqualTo("(error) WRONGTYPE Operation against a key holding the wrong kind of value\n");
  }

  @Test
  void resp3PrintsMapsSetsAndDoubles() {
    cli("HSET", "hash", "field", "value");
    cli("SADD", "set", "member");
    cli("ZADD", "zset", "1.5", "member");

    assertThat(cli("-3", "--no-raw", "HGETALL", "hash")).isEqualTo("1# \"field\" => \"value\"\n");
    assertThat(cli("-3", "--no-raw", "SMEMBERS", "set")).isEqualTo("1~ \"member\"\n");
    assertThat(cli("-3", "--no-raw", "ZSCORE", "zset", "member")).isEqualTo("(double) 1.5\n");
    assertThat(cli("-3", "--no-raw", "GET", "absent")).isEqualTo("(nil)\n");
  }

  @Test
  void aScriptOfCommandsIsReadFromStandardInput() {
    String script = "SET a 1\nINCRBY a 41\nGET a\nSELECT 3\nDBSIZE\n";

    assertThat(run(script, List.of())).isEqualTo("OK\n42\n42\nOK\n0\n");
  }

  @Test
  void massInsertionThroughAPipe() {
    StringBuilder commands = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      String key = "key:" + i;
      commands.append("*3\r\n$3\r\nSET\r\n$").append(key.length()).append("\r\n").append(key);
      commands.append("\r\n$5\r\nvalue\r\n");
    }

    assertThat(run(commands.toString(), List.of("--pipe"))).contains("errors: 0, replies: 20000");
    assertThat(cli("DBSIZE")).isEqualTo("20000\n");
    assertThat(cli("--scan", "--pattern", "key:1999?").lines()).hasSize(10);
  }

  @Test
  void itsToolsFindTheirWay() {
    run("RPUSH list a b c\nSET string 0123456789\nSADD set a b\n", List.of());

    assertThat(cli("--bigkeys"))
        .contains("Sampled 3 keys in the keyspace!")
        .containsPattern("Biggest string found .*string.* has 10 bytes")
        .containsPattern("Biggest +list found .*list.* has 3 items");
    assertThat(cli("--memkeys", "--memkeys-samples", "0"))
        .contains("Sampled 3 keys in the keyspace!");
  }

  @Test
  void aPasswordIsAskedFor() {
    try (MiniRedisProcess locked = MiniRedisProcess.start("--requirepass", "secret")) {
      assertThat(runOn(locked, "", List.of("PING")))
          .isEqualTo("NOAUTH Authentication required.\n\n");
      assertThat(runOn(locked, "", List.of("--no-auth-warning", "-a", "secret", "PING")))
          .isEqualTo("PONG\n");
    }
  }

  @Test
  void theServerShutsDownWhenAskedTo() {
    try (MiniRedisProcess mortal = MiniRedisProcess.start()) {
      runOn(mortal, "", List.of("SHUTDOWN", "NOSAVE"));

      assertThat(mortal.awaitExit()).isZero();
    }
  }

  private static String cli(String... arguments) {
    return run("", List.of(arguments));
  }

  private static String run(String input, List<String> arguments) {
    return runOn(server, input, arguments);
  }

  /** What redis-cli printed, its standard error included. */
  private static String runOn(MiniRedisProcess target, String input, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.toString(), "-p", Integer.toString(target.port())));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream standardInput = process.getOutputStream()) {
        standardInput.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
