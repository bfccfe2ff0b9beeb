package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.config.Settings;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdmissionTest {
  @RegisterExtension final TestServer server = new TestServer("maxclients 3", "timeout 60");

  @Test
  void noMoreThanMaxclientsComeIn() {
    TestClient one = server.client();
    TestClient two = server.client();
    one.send("PING");
    two.send("PING");
    server.client().send("PING");
    assertThat(server.client().readToEnd()).isEqualTo("-ERR max number of clients reached\r\n");
    assertThat(server.engine().stats().connectionsRejected.sum()).isEqualTo(1);
    two.close();
    TestServer.await("it is gone", () -> server.engine().sessions().count() == 2);
    assertThat(server.client().send("PING")).isEqualTo("+PONG");
    server.engine().config().put(Settings.MAXCLIENTS, 4L);
    assertThat(server.client().send("PING")).isEqualTo("+PONG");
  }

  @Test
  void idleClientsGoAfterTheTimeout() {
    TestClient idle = server.client();
    TestClient busy = server.client();
    idle.send("PING");
    server.advance(Duration.ofSeconds(60));
    busy.send("PING");
    server.tick();
    assertThat(server.engine().sessions().count()).isEqualTo(2);
    server.advance(Duration.ofMillis(1));
    server.tick();
    assertThat(idle.read()).isEqualTo("closed");
    assertThat(busy.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void halfACommandIsASignOfLife() {
    TestClient slow = server.client();
    slow.send("PING");
    server.advance(Duration.ofSeconds(59));
    slow.writeRaw("*1\r\n$4\r\nPI");
    TestServer.await(
        "it has come",
        () ->
            server.engine().sessions().all().stream()
                .allMatch(s -> s.lastMillis() > TestServer.START));
    server.advance(Duration.ofSeconds(59));
    server.tick();
    slow.writeRaw("NG\r\n");
    assertThat(slow.read()).isEqualTo("+PONG");
  }

  @Test
  void whoIsHeldBackIsNotIdle() {
    TestClient held = server.client();
    held.send("CLIENT", "PAUSE", "100000");
    held.write("PING");
    TestServer.await("it is held", () -> server.engine().pausing().held() == 1);
    server.advance(Duration.ofSeconds(99));
    server.tick();
    assertThat(server.engine().sessions().count()).isEqualTo(1);
    server.engine().pausing().end();
    assertThat(held.read()).isEqualTo("+PONG");
  }

  @Test
  void otherMachinesNeedAPasswordOrProtectedModeOff() throws UnknownHostException {
    assertThat(refusal("192.0.2.7")).startsWith("-DENIED Redis is running in protected mode");
    assertThat(refusal("2001:db8::7")).startsWith("-DENIED ");
    assertThat(refusal("127.0.0.1")).isNull();
    assertThat(refusal("127.9.9.9")).isNull();
    assertThat(refusal("::1")).isNull();
    server.engine().config().put(Settings.MAXCLIENTS, 100L);
    server.engine().config().put(Settings.PROTECTED_MODE, false);
    assertThat(refusal("192.0.2.7")).isNull();
    server.engine().config().put(Settings.PROTECTED_MODE, true);
    server.engine().config().put(Settings.REQUIREPASS, "secret");
    assertThat(refusal("192.0.2.7")).isNull();
  }

  private @org.jspecify.annotations.Nullable String refusal(String host)
      throws UnknownHostException {
    return Admission.refusal(
        server.engine(), new InetSocketAddress(InetAddress.getByName(host), 50_000));
  }

  @Test
  void addressesReadAsRedisWritesThem() throws UnknownHostException {
    assertThat(text("127.0.0.1")).isEqualTo("127.0.0.1:50000");
    assertThat(text("::1")).isEqualTo("[::1]:50000");
    assertThat(text("2001:db8:0:0:1:0:0:7")).isEqualTo("[2001:db8::1:0:0:7]:50000");
    assertThat(Addresses.text(null)).isEqualTo("?:0");
  }

  private static String text(String host) throws UnknownHostException {
    return Addresses.text(new InetSocketAddress(InetAddress.getByName(host), 50_000));
  }
}
