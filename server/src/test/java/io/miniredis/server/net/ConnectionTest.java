package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.config.Config;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectionTest {
  private static final String PING = TestClient.encode("PING");

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void answersTheSameHoweverTheBytesAreSplit() {
    String commands =
        TestClient.encode("SET", "k", "v")
            + "*0\r\n\r\n"
            + "GET k\r\n"
            + TestClient.encode("ECHO", "a\r\nb")
            + PING;
    for (int i = 0; i <= commands.length(); i++) {
      TestClient each = server.client();
      each.writeRaw(commands.substring(0, i));
      client.send("PING"); // by now the server has seen the first part, or will soon
      each.writeRaw(commands.substring(i));
      assertThat(each.readMany(4))
          .as("split at %d", i)
          .containsExactly("+OK", "v", "a\r\nb", "+PONG");
      each.close();
    }
  }

  @Test
  void emptyLinesBetweenPipelinedCommandsAreSkipped() {
    for (String empty : List.of("\r\n", "*0\r\n", "*-1\r\n", "\n")) {
      client.writeRaw(PING + empty + PING.substring(0, 8));
      assertThat(client.read()).isEqualTo("+PONG");
      client.writeRaw(PING.substring(8));
      assertThat(client.read()).isEqualTo("+PONG");
    }
  }

  @Test
  void aCommandOfMegabytesArrivesInPieces() {
    String value = "0123456789abcdef".repeat(1 << 18);
    assertThat(client.send("SET", "k", value)).isEqualTo("+OK");
    assertThat(client.send("GET", "k")).isEqualTo(value);
  }

  @Test
  void whatIsRightBeforeAnErrorIsAnswered() {
    client.writeRaw(PING + PING + "*1\r\n!4\r\nPING\r\n" + PING);
    assertThat(client.readToEnd())
        .isEqualTo("+PONG\r\n+PONG\r\n-ERR Protocol error: expected '$', got '!'\r\n");
  }

  @Test
  void aPeerThatDoesNotTakeItsRepliesIsNotReadFrom() {
    client.send("SET", "k", "x".repeat(20_000)); // less than is sent before a batch ends
    TestClient slow = server.clientWithSmallBuffer();
    String id = slow.send("CLIENT", "ID").substring(1);
    for (int i = 0; i < 600; i++) {
      slow.write("GET", "k");
      client.send("PING"); // so that each is a batch of its own
    }
    assertThat(unread(id)).isBetween(1L, 1_000_000L);
    for (int i = 0; i < 600; i++) {
      assertThat(slow.readRaw(20_010)).startsWith("$20000\r\nx").endsWith("x\r\n");
    }
    assertThat(slow.send("PING")).isEqualTo("+PONG");
    assertThat(unread(id)).isZero();
  }

  private long unread(String id) {
    String line = client.send("CLIENT", "LIST", "ID", id);
    return Long.parseLong(line.replaceAll("(?s).* omem=(\\d+) .*", "$1"));
  }

  @Test
  void aHugeReplyToManyCommandsComesWhole() {
    client.send("SET", "k", "x".repeat(3_000_000));
    client.writeRaw(TestClient.encode("GET", "k").repeat(20) + PING);
    for (int i = 0; i < 20; i++) {
      assertThat(client.read()).hasSize(3_000_000);
    }
    assertThat(client.read()).isEqualTo("+PONG");
  }

  @Test
  void webPagesAreTurnedAway() {
    for (String line : List.of("POST / HTTP/1.1\r\n", "Host: localhost\r\n", "post x\r\n")) {
      TestClient page = server.client();
      page.writeRaw(PING + line + TestClient.encode("SET", "k", "v"));
      assertThat(page.readToEnd()).isEmpty();
    }
    assertThat(client.send("EXISTS", "k")).isEqualTo(":0");
    assertThat(TestLogs.takeWarnings()).hasSize(1).allMatch(line -> line.contains("POST or Host:"));
  }

  @Test
  void whoAsksForMoreThanTheHardLimitIsCut() {
    limitOutput("normal 1000000 0 0");
    client.send("SET", "k", "x".repeat(400_000));
    assertThat(client.send("GET", "k")).hasSize(400_000);
    assertThat(client.send("LPUSH", "l", "y".repeat(600_000), "y".repeat(600_000))).isEqualTo(":2");
    client.write("LRANGE", "l", "0", "-1");
    assertThat(client.read()).isEqualTo("closed");
    assertThat(server.engine().stats().outputLimitReached.sum()).isEqualTo(1);
  }

  @Test
  void whoIsAboveTheSoftLimitForTooLongIsCut() {
    limitOutput("normal 0 50000 10");
    client.send("SET", "k", "x".repeat(20_000));
    TestClient slow = server.clientWithSmallBuffer();
    String id = slow.send("CLIENT", "ID").substring(1);
    for (int i = 0; i < 600; i++) {
      slow.write("GET", "k");
      client.send("PING");
    }
    assertThat(unread(id)).isGreaterThan(50_000);
    server.tick();
    server.advance(Duration.ofSeconds(10));
    server.tick();
    assertThat(server.engine().sessions().count()).isEqualTo(2);
    server.advance(Duration.ofMillis(1));
    server.tick();
    assertThat(server.engine().sessions().count()).isEqualTo(1);
    assertThat(slow.readToEnd()).isNotEmpty();
  }

  private void limitOutput(String value) {
    server
        .engine()
        .config()
        .set(List.of(new Config.Pair("client-output-buffer-limit", value)), true, false);
  }

  @Test
  void unknownNamesAreQuotedUpToANul() {
    assertThat(client.send("NO\0SUCH", "a\0b", "c", "d".repeat(200)))
        .isEqualTo(
            "-ERR unknown command 'NO', with args beginning with: 'a' 'c' '"
                + "d".repeat(120)
                + "' ");
  }

  @Test
  void whoClosesItsSideStillGetsItsReplies() {
    client.writeRaw(PING + PING);
    client.endOutput();
    assertThat(client.readToEnd()).isEqualTo("+PONG\r\n+PONG\r\n");
  }
}
