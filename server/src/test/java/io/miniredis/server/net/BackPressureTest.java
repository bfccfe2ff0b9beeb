package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.Link;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Peers that take nothing, or send by halves, cost little, and others do not feel them. */
class BackPressureTest {
  private static final int MEGABYTE = 1 << 20;

  @RegisterExtension final TestServer server = new TestServer();

  @Test
  void whoReadsNothingIsNotReadFromAndGetsEverythingInTheEnd() throws Exception {
    int gets = 200_000;
    int values = 10;
    TestClient other = server.client();
    List<String> replies = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      String value = "value " + i + " " + "x".repeat(1_000);
      other.send("SET", "k" + i, value);
      replies.add("$" + value.length() + "\r\n" + value + "\r\n");
    }
    TestClient slow = server.client();
    slow.send("PING");
    Link link = server.engine().sessions().find(2).link();
    long direct = PlatformDependent.usedDirectMemory();
    Thread writer = Thread.ofPlatform().start(() -> write(slow, gets, values));

    TestServer.await("the server has stopped reading", () -> isStuck(link, other));
    assertThat(link.totalInput()).isLessThan(gets * 10L);
    assertThat(link.outputBytes()).isLessThan(MEGABYTE);
    assertThat(link.inputCapacity()).isLessThan(MEGABYTE);
    assertThat(PlatformDependent.usedDirectMemory() - direct).isLessThan(8 * MEGABYTE);

    String all = String.join("", replies);
    for (int i = 0; i < gets / values; i++) {
      assertThat(slow.readRaw(all.length()).equals(all)).as("replies from %d on", i).isTrue();
    }
    writer.join();
    assertThat(slow.send("PING")).isEqualTo("+PONG");
  }

  private static void write(TestClient client, int gets, int values) {
    StringBuilder some = new StringBuilder();
    for (int i = 0; i < values; i++) {
      some.append(TestClient.encode("GET", "k" + i));
    }
    String part = some.toString().repeat(100);
    for (int i = 0; i < gets / values / 100; i++) {
      client.writeRaw(part);
    }
  }

  /** Whether replies wait to be taken, and it stays so while another client is served. */
  private static boolean isStuck(Link link, TestClient other) {
    long before = link.totalOutput();
    for (int i = 0; i < 100; i++) {
      assertThat(other.send("PING")).isEqualTo("+PONG");
    }
    return link.outputBytes() > 0 && link.totalOutput() == before;
  }

  @Test
  void aThousandHalfCommandsAreHeldInLittleMemory() throws IOException {
    int peers = 1_000;
    byte[] command = TestClient.encode("SET", "key", "value").getBytes(StandardCharsets.US_ASCII);
    List<SocketChannel> channels = new ArrayList<>();
    try {
      for (int i = 0; i < peers; i++) {
        channels.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port())));
      }
      TestServer.await("all are in", () -> server.engine().sessions().count() == peers);
      long before = liveHeap();
      for (SocketChannel channel : channels) {
        channel.write(ByteBuffer.wrap(command, 0, command.length - 9));
      }
      TestServer.await("all halves have come", () -> halves() == peers);
      assertThat((liveHeap() - before) / peers).as("bytes a half command").isLessThan(2048);
      for (SocketChannel channel : channels) {
        channel.write(ByteBuffer.wrap(command, command.length - 9, 9));
      }
      for (SocketChannel channel : channels) {
        ByteBuffer reply = ByteBuffer.allocate(16);
        channel.read(reply);
        assertThat(new String(reply.array(), 0, reply.position(), StandardCharsets.US_ASCII))
            .isEqualTo("+OK\r\n");
      }
      assertThat(halves()).isZero();
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
    TestServer.await("all are gone", () -> server.engine().sessions().count() == 0);
  }

  private long halves() {
    return server.engine().sessions().all().stream().filter(s -> s.link().inputBytes() > 0).count();
  }

  @Test
  @SuppressWarnings("UnusedVariable") // emptied, so that the test itself holds nothing large
  void whatWasLargeIsLetGo() {
    TestClient client = server.client();
    client.send("PING");
    long before = liveHeap();
    String value = "x".repeat(32 * MEGABYTE);
    assertThat(client.send("SET", "k", value)).isEqualTo("+OK");
    assertThat(client.send("GETRANGE", "k", "0", "3")).isEqualTo("xxxx");
    client.writeRaw("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$" + value.length() + "\r\n" + value + "\r\nPI");
    assertThat(client.read()).isEqualTo("+OK");
    client.writeRaw("NG\r\n");
    assertThat(client.read()).isEqualTo("+PONG");
    String[] members = IntStream.range(0, 300_000).mapToObj(i -> "m" + i).toArray(String[]::new);
    members[0] = "SADD";
    members[1] = "set";
    assertThat(client.send(members)).isEqualTo(":299998");
    assertThat(client.send("DEL", "k", "set")).isEqualTo(":2");
    members = new String[0];
    value = "";
    long after = liveHeap();
    assertThat(after - before).as("bytes kept").isLessThan(MEGABYTE);
    assertThat(client.send("PING")).isEqualTo("+PONG");
  }

  private static long liveHeap() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
