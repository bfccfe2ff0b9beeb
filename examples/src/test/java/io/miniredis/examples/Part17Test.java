package io.miniredis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The mini Redis of part 17, as netcat sees it. */
@Timeout(20)
class Part17Test {
  private final Output output = new Output();
  private Thread server;
  private int port;

  @BeforeEach
  void start() {
    server =
        Thread.ofPlatform()
            .start(() -> new Part17().run(output.stream(), Arguments.of("--port", "0")));
    while (output.lines().isEmpty()) {
      Thread.onSpinWait();
    }
    String line = output.lines().get(0);
    port = Integer.parseInt(line.replaceAll(".* (\\d+)$", "$1"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.interrupt();
    server.join();
    assertThat(output.lines()).last().isEqualTo("closed");
  }

  /** All lines that the server answers to {@code requests}, sent at once, until it closes. */
  private List<String> session(String... requests) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write((String.join("\n", requests) + "\n").getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  @Test
  void keysArePutGotAndDeleted() throws IOException {
    assertThat(session("PUT k v", "GET k", "DEL k", "GET k", "DEL k"))
        .containsExactly("OK", "OK v", "OK", "NONE", "OK");
  }

  @Test
  void valuesMayHaveSpacesAndBeReplaced() throws IOException {
    assertThat(session("PUT k a b  c", "GET k", "PUT k ä", "GET k"))
        .containsExactly("OK", "OK a b  c", "OK", "OK ä");
  }

  @Test
  void quitCloses() throws IOException {
    assertThat(session("GET k", "QUIT", "GET k")).containsExactly("NONE");
  }

  @Test
  void anythingElseIsAnError() throws IOException {
    assertThat(session("", "HELLO", "put k v", "PUT k", "GET", "GET a b", "DEL", "QUIT now"))
        .hasSize(8)
        .containsOnly("ERROR");
  }

  @Test
  void allConnectionsShareTheKeysAndAnAnswerComesBeforeTheNextRequest() throws IOException {
    try (Socket first = new Socket("127.0.0.1", port);
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8))) {
      first.getOutputStream().write("PUT shared 1\r\n".getBytes(StandardCharsets.UTF_8));
      assertThat(answers.readLine()).isEqualTo("OK");
      assertThat(session("GET shared", "PUT shared 2")).containsExactly("OK 1", "OK");
      first.getOutputStream().write("GET shared\n".getBytes(StandardCharsets.UTF_8));
      assertThat(answers.readLine()).isEqualTo("OK 2");
    }
  }
}
