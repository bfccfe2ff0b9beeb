package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** CONFIG SET port and bind: where a running server listens. */
class ListeningTest {
  @RegisterExtension final TestServer server = new TestServer("bind 127.0.0.1");

  @Test
  void movesToAnotherPortAndKeepsItsClients() throws IOException {
    TestClient client = server.client();
    int before = server.port();
    int free = freePort();
    assertThat(client.send("CONFIG", "SET", "port", Integer.toString(free))).isEqualTo("+OK");
    assertThat(client.send("PING")).isEqualTo("+PONG");
    assertThat(server.port()).isEqualTo(free);
    assertThat(server.client().send("INFO", "server")).contains("tcp_port:" + free + "\r\n");
    assertIsClosed(before);
  }

  @Test
  void staysWhereItIsIfThePortIsTaken() throws IOException {
    TestClient client = server.client();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(client.send("CONFIG", "SET", "port", port))
          .isEqualTo(
              "-ERR CONFIG SET failed (possibly related to argument 'port')"
                  + " - Unable to listen on this port. Check server logs.");
    }
    assertThat(TestLogs.takeWarnings()).singleElement().asString().contains("cannot listen on");
    assertThat(client.send("CONFIG", "GET", "port")).isEqualTo("[port 0]");
    assertThat(server.client().send("PING")).isEqualTo("+PONG");
  }

  @Test
  void listensOnOtherAddresses() {
    TestClient client = server.client();
    assertThat(client.send("CONFIG", "SET", "bind", "127.0.0.2 -::1")).isEqualTo("+OK");
    assertIsClosed(server.port());
    try (TestClient other = new TestClient("127.0.0.2", server.port())) {
      assertThat(other.send("PING")).isEqualTo("+PONG");
    }
    assertThat(client.send("CONFIG", "SET", "bind", "203.0.113.1"))
        .startsWith(
            "-ERR CONFIG SET failed (possibly related to argument 'bind') - Failed to bind");
    TestLogs.takeWarnings();
    try (TestClient other = new TestClient("127.0.0.2", server.port())) {
      assertThat(other.send("PING")).isEqualTo("+PONG");
    }
  }

  @Test
  void listensOnAllAddressesOfBothKindsWhateverTheOrder() throws IOException {
    InetAddress six = InetAddress.getByName("::1");
    for (String bind : new String[] {"bind * -::*", "bind -::* *"}) {
      try (TestServer all = new TestServer(bind).start();
          TestClient client = new TestClient("127.0.0.1", all.port())) {
        assertThat(client.send("PING")).isEqualTo("+PONG");
        if (NetworkInterface.getByInetAddress(six) != null) {
          try (TestClient other = new TestClient("::1", all.port())) {
            assertThat(other.send("PING")).isEqualTo("+PONG");
          }
        }
      }
    }
  }

  @Test
  void changesBothAtOnce() throws IOException {
    TestClient client = server.client();
    String free = Integer.toString(freePort());
    assertThat(client.send("CONFIG", "SET", "bind", "127.0.0.2", "port", free)).isEqualTo("+OK");
    try (TestClient other = new TestClient("127.0.0.2", Integer.parseInt(free))) {
      assertThat(other.send("PING")).isEqualTo("+PONG");
    }
    assertThat(client.send("CONFIG", "SET", "port", "0")).isEqualTo("+OK");
    assertThatThrownBy(() -> new TestClient("127.0.0.2", Integer.parseInt(free)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void listensOnAllAddressesOfBothKinds() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      assumeThat(probe.isBound()).isTrue();
    } catch (SocketException e) {
      assumeThat(e).as("this machine has IPv6").isNull();
    }
    for (String bind : List.of("* -::*", "0.0.0.0 ::")) {
      server.client().send("CONFIG", "SET", "bind", "0.0.0.0");
      assertThat(server.client().send("CONFIG", "SET", "bind", bind)).isEqualTo("+OK");
      for (String host : List.of("127.0.0.1", "127.0.0.2", "::1")) {
        try (TestClient client = new TestClient(host, server.port())) {
          assertThat(client.send("PING")).as("%s by %s", bind, host).isEqualTo("+PONG");
          assertThat(client.send("CLIENT", "INFO"))
              .contains(host + (host.equals("::1") ? "]" : ":"));
        }
      }
    }
  }

  private static void assertIsClosed(int port) {
    assertThatThrownBy(() -> new TestClient("127.0.0.1", port))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
