package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.MiniRedis;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {
  @RegisterExtension final TestServer server = new TestServer("enable-protected-configs yes");

  @Test
  void checksOptionsBeforeItEndsAnything() {
    TestClient client = server.client();
    assertThat(client.send("SHUTDOWN", "nope")).isEqualTo("-ERR syntax error");
    assertThat(client.send("SHUTDOWN", "SAVE", "NOSAVE")).isEqualTo("-ERR syntax error");
    assertThat(client.send("SHUTDOWN", "ABORT", "NOW")).isEqualTo("-ERR syntax error");
    assertThat(client.send("SHUTDOWN", "ABORT")).isEqualTo("-ERR No shutdown in progress.");
    assertThat(client.send("PING")).isEqualTo("+PONG");
  }

  @Test
  void goesOnServingWhenTheDataCannotBeSaved(@TempDir Path directory) throws IOException {
    Files.createDirectory(directory.resolve("dump"));
    TestClient client = server.client();
    client.send("CONFIG", "SET", "dir", directory.toString());
    client.send("CONFIG", "SET", "dbfilename", "dump");
    assertThat(client.send("SHUTDOWN", "SAVE"))
        .isEqualTo("-ERR Errors trying to SHUTDOWN. Check logs.");
    assertThat(TestLogs.takeErrors()).hasSize(1);
    assertThat(client.send("SET", "k", "v")).isEqualTo("+OK");
  }

  @Test
  void closesAnEmbeddedServerAndTellsItsOwner() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    MiniRedis own = MiniRedis.builder().port(0).onShutdown(told::countDown).start();
    try (TestClient client = new TestClient("127.0.0.1", own.port());
        TestClient other = new TestClient("127.0.0.1", own.port())) {
      other.send("PING");
      client.writeRaw(TestClient.encode("SHUTDOWN", "NOSAVE", "NOW", "FORCE"));
      client.writeRaw(TestClient.encode("SET", "k", "v"));
      assertThat(client.read()).isEqualTo("closed");
      assertThat(other.read()).isEqualTo("closed");
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
