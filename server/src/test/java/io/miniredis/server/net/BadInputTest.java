package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import io.netty.util.internal.PlatformDependent;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever bytes come, whenever a peer goes: an exact error or a closed connection, no more memory
 * than the limits allow, nothing left behind.
 */
class BadInputTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @RegisterExtension
  final TestServer server = new TestServer("client-query-buffer-limit 1mb", "io-threads 2");

  private final List<TestClient> clients = new ArrayList<>();

  private TestClient connect() {
    TestClient client = new TestClient("127.0.0.1", server.port());
    clients.add(client);
    return client;
  }

  @AfterEach
  void everybodyIsGone() {
    clients.forEach(TestClient::close);
    TestServer.await("every session has ended", () -> server.engine().sessions().count() == 0);
    assertThat(server.engine().pausing().held()).isZero();
    assertThat(connect().send("PING")).isEqualTo("+PONG");
    clients.getLast().close();
  }

  @Test
  void randomBytesHarmNobody() {
    long seed = System.nanoTime();
    System.out.println("BadInputTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      TestClient client = connect();
      try {
        for (int parts = random.nextInt(3); parts >= 0; parts--) {
          client.writeRaw(i % 2 == 0 ? noise(random) : almostACommand(random));
        }
        client.endOutput();
      } catch (UncheckedIOException e) {
        assertThat(e).hasMessageMatching(".*(Broken pipe|reset|closed).*"); // it was refused early
      }
      assertThat(client.readToEnd()).doesNotContain("internal error");
      client.close();
    }
  }

  private static String noise(Random random) {
    StringBuilder bytes = new StringBuilder();
    for (int n = random.nextInt(2000); n > 0; n--) {
      bytes.append(
          random.nextInt(4) == 0
              ? "*$\r\n 01239-\"\\'".charAt(random.nextInt(14))
              : (char) random.nextInt(256));
    }
    return bytes.toString();
  }

  private static String almostACommand(Random random) {
    String[] commands = {
      TestClient.encode("SET", "key", "value"),
      TestClient.encode("GET", "key") + TestClient.encode("LPUSH", "list", "a", "b", "c"),
      TestClient.encode("ZADD", "z", "1", "a", "2", "b")
          + TestClient.encode("ZRANGE", "z", "0", "9"),
      TestClient.encode("HELLO", "3") + TestClient.encode("HSET", "h", "f", "v"),
      TestClient.encode("MSET", "a", "x".repeat(300), "b", ""),
      "SET 'a b' \"\\x00\\n\"\r\n",
    };
    StringBuilder bytes = new StringBuilder();
    for (int n = random.nextInt(4); n >= 0; n--) {
      StringBuilder one = new StringBuilder(commands[random.nextInt(commands.length)]);
      for (int flips = random.nextInt(3); flips > 0; flips--) {
        one.setCharAt(random.nextInt(one.length()), (char) random.nextInt(256));
      }
      bytes.append(one);
    }
    bytes.setLength(random.nextInt(bytes.length() + 1));
    return bytes.toString();
  }

  @Test
  void whatIsOnlyAnnouncedTakesNoMemory() {
    int connections = 200;
    for (int i = 0; i < connections; i++) {
      connect().send("PING");
    }
    long direct = PlatformDependent.usedDirectMemory();
    long allocated = allocatedByLoops();
    for (TestClient client : clients) {
      client.writeRaw("*1000000\r\n$3\r\nSET\r\n$536870912\r\n0123456789");
    }
    TestServer.await(
        "all has come",
        () -> server.engine().sessions().all().stream().allMatch(s -> s.link().inputBytes() > 30));
    assertThat((allocatedByLoops() - allocated) / connections)
        .as("bytes allocated for each")
        .isLessThan(4096);
    assertThat(PlatformDependent.usedDirectMemory() - direct).isLessThan(1 << 20);
  }

  private static long allocatedByLoops() {
    long bytes = 0;
    for (long id : THREADS.getAllThreadIds()) {
      var info = THREADS.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("mini-redis-")) {
        bytes += THREADS.getThreadAllocatedBytes(id);
      }
    }
    return bytes;
  }

  @Test
  void whoReachesTheQueryBufferLimitIsCut() {
    assertThat(connect().send("SET", "k", "x".repeat(1_000_000))).isEqualTo("+OK");
    TestClient greedy = connect();
    try {
      greedy.writeRaw("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$9000000\r\n" + "x".repeat(2_000_000));
    } catch (UncheckedIOException e) {
      assertThat(e).hasMessageMatching(".*(Broken pipe|reset).*"); // it was cut while it wrote
    }
    assertThat(greedy.read()).isEqualTo("closed");
    assertThat(TestLogs.takeWarnings()).hasSize(1).allMatch(s -> s.contains("query buffer limit"));
    assertThat(connect().send("STRLEN", "k")).isEqualTo(":1000000");
  }

  @Test
  void strangersMaySendLittle() {
    connect().send("CONFIG", "SET", "requirepass", "secret");
    for (String line : List.of("*11\r\n", "*1000000\r\n")) {
      TestClient stranger = connect();
      stranger.writeRaw(line);
      assertThat(stranger.readToEnd())
          .isEqualTo("-ERR Protocol error: unauthenticated multibulk length\r\n");
    }
    TestClient stranger = connect();
    stranger.writeRaw("*2\r\n$4\r\nAUTH\r\n$16385\r\n");
    assertThat(stranger.readToEnd())
        .isEqualTo("-ERR Protocol error: unauthenticated bulk length\r\n");
    TestClient friend = connect();
    friend.writeRaw(
        TestClient.encode("AUTH", "secret") + TestClient.encode("ECHO", "x".repeat(20_000)));
    assertThat(friend.readMany(2)).containsExactly("+OK", "x".repeat(20_000));
    friend.send("CONFIG", "SET", "requirepass", "");
  }

  @Test
  void aPeerThatIsCutOffInTheMiddleOfItsRepliesLeavesNothing() {
    connect().send("SET", "k", "x".repeat(5_000));
    String gets = TestClient.encode("GET", "k").repeat(1_000);
    for (int i = 0; i < 60; i++) {
      TestClient client = connect();
      client.writeRaw(gets);
      client.readRaw(1 + i * 10_000);
      client.reset();
    }
    assertThat(connect().send("STRLEN", "k")).isEqualTo(":5000");
  }

  @Test
  void whoComesAndGoesAtOnceTakesNoPlace() {
    for (int i = 0; i < 300; i++) {
      TestClient client = connect();
      if (i % 3 == 0) {
        client.writeRaw("PING\r\n");
      }
      client.reset();
    }
    assertThat(connect().send("PING")).isEqualTo("+PONG");
  }

  @Test
  void aHeldCommandOfAPeerThatWentAwayDoesNotRun() {
    TestClient admin = connect();
    admin.send("CLIENT", "PAUSE", "100000", "WRITE");
    for (int i = 0; i < 20; i++) {
      TestClient client = connect();
      client.writeRaw(TestClient.encode("PING") + TestClient.encode("INCR", "n").repeat(i + 1));
      assertThat(client.read()).isEqualTo("+PONG");
      TestServer.await("it is held", () -> server.engine().pausing().held() == 1);
      if (i % 2 == 0) {
        client.reset();
      } else {
        client.close();
      }
      TestServer.await("it is forgotten", () -> server.engine().pausing().held() == 0);
    }
    assertThat(admin.send("CLIENT", "UNPAUSE")).isEqualTo("+OK");
    assertThat(admin.send("GET", "n")).isEqualTo("nil");
  }
}
