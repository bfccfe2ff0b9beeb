package io.miniredis.server.command.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrateTest {
  @RegisterExtension final TestServer server = new TestServer();
  @RegisterExtension final TestServer other = new TestServer("requirepass secret");

  private String migrate(TestClient client, int port, String... more) {
    List<String> words = new ArrayList<>(List.of("MIGRATE", "127.0.0.1", Integer.toString(port)));
    words.addAll(List.of(more));
    return client.send(words.toArray(String[]::new));
  }

  private TestClient atOther() {
    TestClient client = other.client();
    client.send("AUTH", "secret");
    return client;
  }

  @Test
  void movesKeysWithTheirTimesToLive() {
    TestClient client = server.client();
    client.pipeline("SET k v PX 5000", "RPUSH l a b");
    assertThat(
            migrate(
                client, other.port(), "", "2", "5000", "AUTH", "secret", "KEYS", "k", "no", "l"))
        .isEqualTo("+OK");
    assertThat(client.send("DBSIZE")).isEqualTo(":0");
    TestClient there = atOther();
    there.send("SELECT", "2");
    assertThat(there.send("PTTL", "k")).isEqualTo(":5000");
    assertThat(there.send("LRANGE", "l", "0", "-1")).isEqualTo("[a b]");
  }

  @Test
  void whatTheOtherServerRefusesStaysHere() {
    TestClient client = server.client();
    client.pipeline("SET a 1", "SET b 2", "SET c 3");
    atOther().send("SET", "b", "theirs");
    assertThat(migrate(client, other.port(), "a", "0", "5000"))
        .isEqualTo("-ERR Target instance replied with error: NOAUTH Authentication required.");
    assertThat(
            migrate(client, other.port(), "", "0", "5000", "AUTH", "secret", "KEYS", "a", "b", "c"))
        .isEqualTo(
            "-ERR Target instance replied with error: BUSYKEY Target key name already exists.");
    assertThat(client.send("KEYS", "*")).isEqualTo("[b]");
    assertThat(
            migrate(
                client, other.port(), "b", "0", "5000", "REPLACE", "AUTH2", "default", "secret"))
        .isEqualTo("+OK");
    assertThat(atOther().send("GET", "b")).isEqualTo("2");
  }

  @Test
  void copiesStayHereToo() {
    TestClient client = server.client();
    client.send("SET", "a", "1");
    migrate(client, other.port(), "a", "0", "5000", "COPY", "AUTH", "secret");
    assertThat(client.send("GET", "a")).isEqualTo("1");
    assertThat(atOther().send("GET", "a")).isEqualTo("1");
  }

  @Test
  void aKeyThatChangesMeanwhileIsSentAgain() throws IOException {
    TestClient client = server.client();
    client.send("SET", "k", "old");
    try (ServerSocket target = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      client.write(
          "MIGRATE", "127.0.0.1", Integer.toString(target.getLocalPort()), "k", "0", "9000");
      try (Socket first = target.accept()) {
        assertThat(lines(first, "old")).doesNotContain("REPLACE");
        TestClient another = server.client();
        assertThat(another.send("SET", "k", "newer")).isEqualTo("+OK");
        answer(first, 2);
      }
      try (Socket second = target.accept()) {
        assertThat(lines(second, "REPLACE")).contains("SELECT");
        answer(second, 2);
      }
      assertThat(client.read()).isEqualTo("+OK");
      assertThat(client.send("EXISTS", "k")).isEqualTo(":0");
    }
  }

  @Test
  void aTargetThatDoesNotAnswerIsGivenUp() throws IOException {
    TestClient client = server.client();
    client.send("SET", "k", "v");
    try (ServerSocket target = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(migrate(client, target.getLocalPort(), "k", "0", "50"))
          .isEqualTo("-IOERR error or timeout reading from target instance");
      assertThat(client.send("GET", "k")).isEqualTo("v");
    }
  }

  @Test
  void aTransactionMovesKeysAtOnce() {
    TestClient client = server.client();
    client.pipeline("SET a 1", "MULTI");
    migrate(client, other.port(), "a", "0", "5000", "AUTH", "secret");
    assertThat(client.send("EXEC")).isEqualTo("[+OK]");
    assertThat(client.send("EXISTS", "a")).isEqualTo(":0");
  }

  /** Reads up to a line that contains a word. */
  private static List<String> lines(Socket socket, String word) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    List<String> lines = new ArrayList<>();
    String line = in.readLine();
    while (!line.contains(word)) {
      lines.add(line);
      line = in.readLine();
    }
    return lines;
  }

  private static void answer(Socket socket, int times) throws IOException {
    socket.getOutputStream().write("+OK\r\n".repeat(times).getBytes(StandardCharsets.US_ASCII));
  }
}
