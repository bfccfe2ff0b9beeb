package io.miniredis.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.MiniRedis;
import io.miniredis.server.config.CommandLine;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A password that is set wherever one can be set, rightly and wrongly, is shown nowhere. In the
 * configuration file stand those of settings, as in Redis, and hashes of the others.
 */
class SecretsTest {
  private static final String CANARY = "canary-4711";
  private static final String OF_SETTINGS = CANARY + "-setting";
  private static final String OF_USERS = CANARY + "-user";

  /** Where passwords are misplaced: the client that sends such a thing gets an error. */
  private static final List<String> WRONG =
      List.of(
          "AUTH x-" + CANARY,
          "AUTH nobody " + CANARY,
          "AUTH default " + CANARY + " " + CANARY,
          "HELLO " + CANARY,
          "HELLO AUTH default " + CANARY,
          "HELLO 2 AUTH default x-" + CANARY,
          "HELLO 2 AUTH " + CANARY,
          "HELLO 2 default " + CANARY,
          "HELLO 2 AUTH default " + CANARY + " SETNAME",
          "ACL SETUSER bad >" + CANARY + " nosuch",
          "ACL SETUSER bad <" + CANARY,
          "ACL SETUSER bad #" + CANARY,
          "ACL SETUSER bad !" + CANARY,
          "ACL SETUSER bad " + CANARY,
          "ACL SETUSER bad (" + CANARY + ")",
          "ACL SETUSER bad (~x >" + CANARY,
          "CONFIG SET requirepass " + CANARY + " nosuch x",
          "CONFIG SET nosuch x requirepass " + CANARY,
          "CONFIG SET requirepass " + CANARY + " odd",
          "CONFIG SET odd requirepass " + CANARY,
          "CONFIG SET requirepass " + CANARY + " requirepass " + CANARY,
          "MIGRATE 127.0.0.1 1 k 0 1000 COPY AUTH " + CANARY,
          "MIGRATE 127.0.0.1 1 \"\" 0 1000 AUTH2 user " + CANARY + " KEYS k",
          "MIGRATE 127.0.0.1 nan k 0 1 AUTH " + CANARY);

  @TempDir Path directory;
  private final List<String> shown = new ArrayList<>();
  private Path file;
  private MiniRedis server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    TestLogs.keepAll(true);
    file = directory.resolve("redis.conf");
    Files.writeString(
        file,
        String.join(
            "\n",
            "requirepass " + OF_SETTINGS,
            "masterauth " + OF_SETTINGS,
            "user loaded on >" + OF_USERS + " ~* +@all",
            "slowlog-log-slower-than 0",
            "slowlog-max-len 100000",
            "latency-monitor-threshold 1",
            ""));
    server = serve(file);
    client = client();
  }

  /** A server as the command line starts it. */
  private MiniRedis serve(Path file) {
    CommandLine line =
        CommandLine.parse(
            List.of(
                file.toString(),
                "--port",
                "0",
                "--io-threads",
                "1",
                "--dir",
                directory.toString()));
    return MiniRedis.builder().config(line.configure(InputStream.nullInputStream())).start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    TestLogs.keepAll(false);
  }

  private TestClient client() {
    return new TestClient("127.0.0.1", server.port());
  }

  @Test
  void aPasswordIsShownNowhere() {
    try (TestClient monitor = client();
        TestClient wrong = client()) {
      monitor.send("AUTH", OF_SETTINGS);
      monitor.send("MONITOR");
      assertThat(wrong.send("GET", CANARY)).startsWith("-NOAUTH");
      setItEverywhere();
      client.send("SET", "k", "v");
      for (String command : WRONG) {
        wrong.pipeline("AUTH " + OF_SETTINGS, command);
      }
      client.send("MULTI");
      WRONG.forEach(command -> client.send(command.split(" ")));
      client.send("EXEC");
      client.pipeline(
          "MULTI", "AUTH " + OF_SETTINGS, "AUTH loaded " + OF_USERS, "HELLO 2", "EXEC", "ECHO end");
      do {
        shown.add(monitor.read());
      } while (!shown.getLast().contains("\"ECHO\""));
    }
    assertThat(shown).anyMatch(line -> line.endsWith("\"AUTH\" \"(redacted)\""));
    assertThat(shown)
        .anyMatch(line -> line.endsWith("\"HELLO\" \"2\" \"AUTH\" \"(redacted)\" \"(redacted)\""));
    lookEverywhere();
    shown.addAll(TestLogs.takeAll());
    assertThat(shown).allSatisfy(text -> assertThat(text).doesNotContain(CANARY));
    TestLogs.takeWarnings();
  }

  /** All ways that are right. */
  private void setItEverywhere() {
    ok("AUTH", OF_SETTINGS);
    ok("AUTH", "loaded", OF_USERS);
    assertThat(client.send("HELLO", "2", "SETNAME", "me", "AUTH", "default", OF_SETTINGS))
        .startsWith("[server");
    assertThat(client.send("HELLO", "2", "AUTH", "loaded", OF_USERS)).startsWith("[server");
    ok("ACL", "SETUSER", "u", "on", ">" + OF_USERS, "+@all", "~*");
    ok("ACL", "SETUSER", "u", ">" + OF_USERS + "-2", "(~x +get)");
    ok("ACL", "SETUSER", "u", "<" + OF_USERS + "-2");
    ok("AUTH", "u", OF_USERS);
    ok("ACL", "SETUSER", "limited", "on", ">" + OF_USERS, "+auth", "+get");
    ok("AUTH", "limited", OF_USERS);
    assertThat(client.send("SET", "k", "v")).startsWith("-NOPERM");
    ok("AUTH", OF_SETTINGS);
    for (String setting :
        List.of(
            "masterauth",
            "masteruser",
            "tls-key-file-pass",
            "tls-client-key-file-pass",
            "requirepass")) {
      ok("CONFIG", "SET", setting, OF_SETTINGS);
      ok("CONFIG", "SET", "hz", "20", setting.toUpperCase(java.util.Locale.ROOT), OF_SETTINGS);
    }
    client.pipeline("MULTI", "CONFIG SET requirepass " + OF_SETTINGS, "EXEC");
    for (String call :
        List.of(
            "call('AUTH', secret)",
            "call('CONFIG', 'SET', 'requirepass', secret)",
            "call('HELLO', '2', 'AUTH', 'default', secret)",
            "pcall('MIGRATE', '127.0.0.1', '1', 'k', '0', '1000', 'AUTH', secret)",
            "pcall('ACL', 'SETUSER', 'u', '>' .. secret)")) {
      String script = "local secret = 'can' .. 'ary-4711' redis." + call;
      shown.add(client.send("EVAL", script, "0"));
    }
  }

  private void ok(String... words) {
    assertThat(client.send(words)).as(List.of(words).toString()).isEqualTo("+OK");
  }

  private void lookEverywhere() {
    client.send("AUTH", OF_SETTINGS);
    for (String command :
        List.of(
            "SLOWLOG GET -1",
            "INFO everything",
            "CLIENT LIST",
            "CLIENT INFO",
            "ACL LIST",
            "ACL USERS",
            "ACL GETUSER u",
            "ACL GETUSER loaded",
            "ACL GETUSER default",
            "ACL LATEST",
            "LATENCY DOCTOR",
            "LATENCY LATEST",
            "LATENCY HISTOGRAM",
            "MEMORY DOCTOR",
            "MEMORY STATS",
            "COMMAND DOCS",
            "COMMAND INFO auth hello config acl",
            "SCRIPT EXISTS x",
            "PUBSUB CHANNELS",
            "KEYS *")) {
      shown.add(client.send(command.split(" ")));
    }
    // who fails to prove who it is is listed by the name that it gave
    shown.add(client.send("ACL", "LOG").replace("username " + CANARY, "username x"));
  }

  /** Errors tell the client again what it sent where Redis does, and nobody else. */
  @Test
  void errorsShowOnlyWhatRedisShowsToo() {
    client.send("AUTH", OF_SETTINGS);
    client.send("SET", "k", "v");
    for (String command : WRONG) {
      String error = client.send(command.split(" "));
      if (!error.startsWith("-ERR Error in ACL SETUSER modifier '")
          && !error.startsWith("-ERR Unmatched parenthesis in acl selector")
          && !error.startsWith("-ERR Syntax error in HELLO option '")
          && !error.startsWith("-ERR unknown command '")) {
        assertThat(error).as(command).startsWith("-").doesNotContain(CANARY);
      }
    }
  }

  @Test
  void theFileHoldsHashesOfTheUsersPasswords() throws IOException {
    setItEverywhere();
    ok("CONFIG", "REWRITE");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).noneMatch(line -> line.contains(OF_USERS));
    assertThat(lines).filteredOn(line -> line.startsWith("user ")).hasSize(3);
    assertThat(lines)
        .filteredOn(line -> line.contains(CANARY))
        .allMatch(line -> line.matches("(requirepass|master|tls-).*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requirepass " + CANARY + " x",
        "requirepass \"" + CANARY,
        "masterauth " + CANARY + " x",
        "tls-key-file-pass " + CANARY + " \"",
        "requirepas " + CANARY,
        "user u on >" + CANARY + " nosuch",
        "user u on <" + CANARY,
        "user u on #" + CANARY,
        "user u " + CANARY,
        "user u (~x >" + CANARY,
        "user u on \">" + CANARY
      })
  void aFileThatIsRefusedIsNotShown(String line) throws IOException {
    Files.writeString(file, line + "\n");
    assertThatThrownBy(() -> serve(file).close())
        .hasMessageContaining("redis.conf:1")
        .hasMessageNotContaining(CANARY);
    TestLogs.takeWarnings();
  }

  @Test
  void neitherIsAFileOfUsersThatIsRefused() throws IOException {
    Path users = directory.resolve("users.acl");
    Files.writeString(users, "user default on nopass ~* &* +@all\n");
    Files.writeString(file, "aclfile " + users + "\n");
    try (MiniRedis own = serve(file);
        TestClient admin = new TestClient("127.0.0.1", own.port())) {
      Files.writeString(
          users,
          String.join(
              "\n",
              "user a on >" + CANARY + " nosuch",
              "user b <" + CANARY,
              "user c #" + CANARY,
              "user d (~x >" + CANARY,
              "user e (" + CANARY + ")",
              "user f +nosuch",
              ""));
      String error = admin.send("ACL", "LOAD");
      assertThat(error)
          .contains("users.acl:1: Syntax error.")
          .contains("users.acl:4: Unmatched parenthesis in selector definition.")
          .contains("users.acl:6: Error in applying operation '+nosuch': Unknown command")
          .doesNotContain(CANARY);
    }
    assertThat(TestLogs.takeAll()).allMatch(line -> !line.contains(CANARY));
  }
}
