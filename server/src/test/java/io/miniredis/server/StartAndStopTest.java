package io.miniredis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers come and go in one JVM and leave nothing behind. */
class StartAndStopTest {
  private static final int SERVERS = 200;

  private static MiniRedis start(String transport) {
    return MiniRedis.builder()
        .port(0)
        .config("transport", transport)
        .config("io-threads", "2")
        .start();
  }

  private static long serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("mini-redis"))
        .count();
  }

  /** A server has done all its work when it is closed; its threads may take a moment to be gone. */
  private static void awaitThreads(long expected) {
    TestServer.await(expected + " threads are left", () -> serverThreads() == expected);
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "nio"})
  void serversOneAfterTheOtherLeaveNothing(String transport) {
    startAndStop(transport, 3); // what is loaded once
    long files = openFiles();
    startAndStop(transport, SERVERS / 2);
    awaitThreads(0);
    assertThat(openFiles()).isLessThanOrEqualTo(files + 2); // the JVM's own come and go
  }

  private static void startAndStop(String transport, int times) {
    for (int i = 0; i < times; i++) {
      try (MiniRedis server = start(transport);
          TestClient client = new TestClient("127.0.0.1", server.port())) {
        assertThat(client.send("SET", "k", "v")).isEqualTo("+OK");
        if (i % 2 == 0) {
          server.close(); // with a client still there
          assertThat(client.read()).isEqualTo("closed");
        }
      }
    }
  }

  @Test
  void manyServersAtATimeKeepTheirKeysApart() {
    List<MiniRedis> servers = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        servers.add(start("auto"));
        try (TestClient client = new TestClient("127.0.0.1", servers.getLast().port())) {
          assertThat(client.send("INCR", "n")).isEqualTo(":1");
        }
      }
    } finally {
      servers.forEach(MiniRedis::close);
    }
    awaitThreads(0);
  }

  @Test
  void aServerThatCannotListenLeavesNothing() {
    try (MiniRedis first = start("auto");
        TestClient client = new TestClient("127.0.0.1", first.port())) {
      assertThat(client.send("PING")).isEqualTo("+PONG");
      long threads = serverThreads(); // of the first one
      long files = openFiles();
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> MiniRedis.builder().port(first.port()).start())
            .isInstanceOf(UncheckedIOException.class);
      }
      awaitThreads(threads);
      assertThat(openFiles()).isLessThanOrEqualTo(files + 2);
    }
  }
}
