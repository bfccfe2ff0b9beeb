package io.miniredis.server.command.slowlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowLogTest {
  @RegisterExtension final TestServer server = new TestServer("slowlog-log-slower-than 0");
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    client.send("SLOWLOG", "RESET"); // and is the first entry itself
  }

  /** What the log has of the last command. */
  private String last() {
    String entry = client.send("SLOWLOG", "GET", "1");
    return entry.substring(entry.indexOf(":0 [") + 4, entry.indexOf(']'));
  }

  @Test
  void tellsAllAboutACommand() {
    client.send("CLIENT", "SETNAME", "me");
    client.send("SET", "k", "v");
    assertThat(client.send("SLOWLOG", "GET", "1"))
        .isEqualTo(
            "[[:2 :%d :0 [SET k v] 127.0.0.1:%d me]]"
                .formatted(TestServer.START / 1000, client.localPort()));
  }

  @Test
  void tellsTenUnlessAsked() {
    for (int i = 0; i < 20; i++) {
      client.send("PING");
    }
    assertThat(client.send("SLOWLOG", "LEN")).isEqualTo(":21");
    assertThat(client.send("SLOWLOG", "GET")).contains(":21 ", ":12 ").doesNotContain(":11 ");
    assertThat(client.send("SLOWLOG", "GET", "2")).contains(":22 ").doesNotContain(":20 ");
    assertThat(client.send("SLOWLOG", "GET", "-1")).contains(":23 ", "[[:").contains(" [:0 ");
    assertThat(client.send("SLOWLOG", "GET", "0")).isEqualTo("[]");
  }

  @Test
  void secretsAreRedacted() {
    client.send("AUTH", "canary");
    assertThat(last()).isEqualTo("AUTH '(redacted)'");
    client.send("AUTH", "default", "canary");
    assertThat(last()).isEqualTo("AUTH '(redacted)' '(redacted)'");
    client.send("HELLO", "2", "SETNAME", "auth", "AUTH", "default", "canary");
    assertThat(last()).isEqualTo("HELLO 2 SETNAME auth AUTH '(redacted)' '(redacted)'");
    client.send("ACL", "SETUSER", "u", ">canary", "on");
    assertThat(last()).isEqualTo("ACL SETUSER '(redacted)' '(redacted)' '(redacted)'");
    client.send("CONFIG", "SET", "maxmemory", "0", "RequirePass", "canary");
    assertThat(last()).isEqualTo("CONFIG SET maxmemory 0 RequirePass '(redacted)'");
    assertThat(client.send("SLOWLOG", "GET", "-1")).doesNotContain("canary");
  }

  @Test
  void longArgumentsAndManyAreCut() {
    client.send("ECHO", "a".repeat(128));
    assertThat(last()).isEqualTo("ECHO " + "a".repeat(128));
    client.send("ECHO", "a".repeat(129));
    assertThat(last()).isEqualTo("ECHO '" + "a".repeat(128) + "... (1 more bytes)'");
    client.send(del(31));
    assertThat(last()).isEqualTo(String.join(" ", del(31)));
    client.send(del(32));
    assertThat(last()).isEqualTo(String.join(" ", del(30)) + " '... (2 more arguments)'");
  }

  private static String[] del(int keys) {
    return Stream.concat(Stream.of("DEL"), IntStream.range(0, keys).mapToObj(i -> "k" + i))
        .toArray(String[]::new);
  }

  @Test
  void commandsOfATransactionAreToldAndExecIsNot() {
    client.pipeline("MULTI", "SET k v", "EXEC");
    assertThat(last()).isEqualTo("SET k v");
  }

  @Test
  void aCommandThatWaitsIsToldWhenItIsServed() {
    TestClient other = server.client();
    other.write("BLPOP", "list", "0");
    TestServer.await("it waits", () -> server.engine().blocking().waiting() == 1);
    assertThat(last()).isEqualTo("SLOWLOG RESET");
    client.send("RPUSH", "list", "a");
    assertThat(other.read()).isEqualTo("[list a]");
    assertThat(client.send("SLOWLOG", "GET", "2"))
        .contains("[BLPOP list 0] 127.0.0.1:" + other.localPort(), "[RPUSH list a]");
  }

  @Test
  void whatDidNotRunIsNotTold() {
    client.send("GET");
    client.send("NOSUCH");
    assertThat(last()).isEqualTo("SLOWLOG RESET");
  }

  @Test
  void canBeTurnedOff() {
    client.send("CONFIG", "SET", "slowlog-log-slower-than", "-1");
    assertThat(client.send("SLOWLOG", "LEN")).isEqualTo(":1");
    client.send("CONFIG", "SET", "slowlog-log-slower-than", "0", "slowlog-max-len", "0");
    assertThat(client.send("SLOWLOG", "LEN")).isEqualTo(":1");
  }

  @Test
  void isAsLongAsItMayBe() {
    client.send("CONFIG", "SET", "slowlog-max-len", "2");
    client.pipeline("PING", "PING", "PING");
    assertThat(client.send("SLOWLOG", "LEN")).isEqualTo(":2");
  }

  @Test
  void quickCommandsAreNotTold() {
    client.send("CONFIG", "SET", "slowlog-log-slower-than", "1");
    client.send("SLOWLOG", "RESET");
    client.send("PING");
    assertThat(client.send("SLOWLOG", "LEN")).isEqualTo(":0");
  }

  @Test
  void theCountIsCheckedBehindTheNumberOfArguments() {
    assertThat(client.send("SLOWLOG", "GET", "x", "y"))
        .isEqualTo(
            "-ERR unknown subcommand or wrong number of arguments for 'GET'. Try SLOWLOG HELP.");
    assertThat(client.send("SLOWLOG", "GET", "-2"))
        .isEqualTo("-ERR count should be greater than or equal to -1");
  }
}
