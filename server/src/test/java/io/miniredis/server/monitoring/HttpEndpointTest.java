package io.miniredis.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoint's sockets: replies arrive whole, and nobody keeps others out for long. */
class HttpEndpointTest {
  private static final int LONG = 60_000;
  private static final int SHORT = 50;
  private static final String REQUEST = "GET /page HTTP/1.1\r\n\r\n";
  private static final String LARGE = "x".repeat(1 << 20);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, Supplier<HttpReply>> pages =
      Map.of(
          "/page",
          () -> HttpReply.line(HttpReply.OK, "the page"),
          "/large",
          () -> HttpReply.line(HttpReply.OK, LARGE),
          "/broken",
          () -> {
            throw new IllegalStateException("this one is broken, as the test wants it");
          });

  @AfterEach
  void endTimer() {
    timer.shutdownNow();
  }

  private HttpEndpoint endpoint(long limitMillis) throws IOException {
    return new HttpEndpoint("127.0.0.1", 0, timer, limitMillis, pages);
  }

  private static Socket connect(HttpEndpoint endpoint) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** All that comes until the peer closes; what a reset cuts off is missing. */
  private static String rest(Socket socket) {
    StringBuilder text = new StringBuilder();
    try {
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        text.append((char) b);
      }
    } catch (IOException e) {
      text.append("<reset>");
    }
    return text.toString();
  }

  private static String ask(HttpEndpoint endpoint, String request) throws IOException {
    try (Socket socket = connect(endpoint)) {
      send(socket, request);
      socket.shutdownOutput();
      return rest(socket);
    }
  }

  @Test
  void aReplyIsWholeAndEndsTheConnection() throws IOException {
    try (HttpEndpoint endpoint = endpoint(LONG)) {
      assertThat(ask(endpoint, REQUEST))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("\r\nContent-Length: 9\r\n", "\r\nConnection: close\r\n")
          .endsWith("\r\n\r\nthe page\n");
      assertThat(ask(endpoint, "GET /large HTTP/1.1\r\n\r\n")).endsWith(LARGE + "\n");
    }
  }

  @Test
  void aBodyThatNobodyWantsDoesNotCostTheReply() throws IOException {
    try (HttpEndpoint endpoint = endpoint(LONG)) {
      String request = "POST /page HTTP/1.1\r\n\r\n" + "x".repeat(30_000);
      assertThat(ask(endpoint, request)).startsWith("HTTP/1.1 405 ");
    }
  }

  @Test
  void aPageThatFailsIsToldWithoutItsReason() throws IOException {
    try (HttpEndpoint endpoint = endpoint(LONG)) {
      assertThat(ask(endpoint, "GET /broken HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 500 ")
          .doesNotContain("broken");
      assertThat(TestLogs.takeErrors()).singleElement().asString().contains("broken");
    }
  }

  @Test
  void whoSendsNothingIsCut() throws IOException {
    try (HttpEndpoint endpoint = endpoint(SHORT);
        Socket silent = connect(endpoint);
        Socket slow = connect(endpoint)) {
      send(slow, "GET /pa");
      assertThat(rest(silent)).isIn("", "<reset>");
      assertThat(rest(slow)).isIn("", "<reset>");
    }
  }

  @Test
  void oneTooManyIsRefusedUntilAnotherGoes() throws IOException {
    List<Socket> idle = new ArrayList<>();
    try (HttpEndpoint endpoint = endpoint(LONG)) {
      for (int i = 0; i < HttpEndpoint.MAX_CONNECTIONS; i++) {
        idle.add(connect(endpoint));
      }
      try (Socket refused = connect(endpoint)) {
        assertThat(rest(refused)).isIn("", "<reset>");
      }
      idle.remove(0).close();
      TestServer.await("there is room again", () -> answers(endpoint));
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private static boolean answers(HttpEndpoint endpoint) {
    try {
      return ask(endpoint, REQUEST).contains("the page");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void closingEndsConnectionsAndFreesThePort() throws IOException {
    HttpEndpoint endpoint = endpoint(LONG);
    int port = endpoint.port();
    try (Socket idle = connect(endpoint)) {
      endpoint.close();
      assertThat(rest(idle)).isIn("", "<reset>");
    }
    try (HttpEndpoint again = new HttpEndpoint("127.0.0.1", port, timer, LONG, pages)) {
      assertThat(ask(again, REQUEST)).contains("the page");
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> new HttpEndpoint("127.0.0.1", port, timer, LONG, pages))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }
}
