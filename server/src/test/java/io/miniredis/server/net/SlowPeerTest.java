package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.command.Commands;
import io.miniredis.server.config.Config;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Lifecycle;
import io.miniredis.server.engine.ManualClock;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer that takes its replies at awkward moments, to which no real one can be made. */
class SlowPeerTest {
  private static final int VALUE = 40_000; // two such replies are sent before a batch ends
  private static final int REPLY = "$40000".length() + 2 + VALUE + 2;
  private static final String GET = TestClient.encode("GET", "k");

  private final Engine engine;
  private final LoopState loop;
  private final Peer channel = new Peer();

  /** Takes nothing from one of the connection's flushes to another. */
  private static final class Peer extends EmbeddedChannel {
    private int stallsAt;
    private int goesOnAt;
    private int flushes;

    void stall(int fromFlush, int toFlush) {
      stallsAt = flushes + fromFlush;
      goesOnAt = flushes + toFlush;
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) throws Exception {
      flushes++;
      if (flushes < stallsAt || flushes >= goesOnAt) {
        super.doWrite(out);
      }
    }
  }

  SlowPeerTest() {
    engine =
        new Engine(
            new Config(), new ManualClock(0), Commands.table(Map.of()), 1, 16, new NoLifecycle());
    engine.sessions().admit(2);
    loop = new LoopState(engine.dispatchers().getFirst(), Runnable::run);
    channel.pipeline().addLast(new Connection(channel, engine, loop));
    send(TestClient.encode("SET", "k", "x".repeat(VALUE)));
    assertThat(taken()).isEqualTo("+OK\r\n".length());
  }

  private static final class NoLifecycle implements Lifecycle {
    @Override
    public int port() {
      return 0;
    }

    @Override
    public String transport() {
      return "none";
    }

    @Override
    public void shutDown() {}

    @Override
    public void fail() {}
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void send(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private void takeAll() {
    for (int i = 0; i < 5; i++) {
      channel.flush();
    }
  }

  /** The number of bytes sent since the last call. */
  private int taken() {
    int n = 0;
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      n += out.readableBytes();
      out.release();
    }
    return n;
  }

  /** The second flush is the one at the end of the batch: then the peer has taken all after all. */
  @ParameterizedTest
  @CsvSource({"1,2", "1,3", "2,3", "2,4"})
  void everyCommandRunsOnceWheneverThePeerGoesOn(int stallsAt, int goesOnAt) {
    for (int commands = 1; commands <= 7; commands++) {
      channel.stall(stallsAt, goesOnAt);
      send(GET.repeat(commands));
      takeAll();
      assertThat(taken()).as("of %d replies", commands).isEqualTo(commands * REPLY);
      assertThat(channel.config().isAutoRead()).as("reads on").isTrue();
      channel.stall(0, 0);
      send("INCR n\r\n");
      assertThat(taken()).isEqualTo(":1\r\n".length());
    }
  }

  @Test
  void whatComesWhileItIsWaitedForRunsLater() {
    channel.stall(1, 7);
    send(GET.repeat(3) + GET.substring(0, 7));
    assertThat(channel.config().isAutoRead()).isFalse();
    int before = taken();
    send(GET.substring(7));
    send("INCR n\r\nINCR n\r\n");
    assertThat(taken()).isZero();
    takeAll();
    assertThat(before + taken()).isEqualTo(4 * REPLY + 2 * ":1\r\n".length());
  }

  @Test
  void repliesThatFindNoMemoryAreNotLeftToTheNextClient() {
    channel.config().setAllocator(new NoMemory());
    send("ECHO secret\r\n");
    assertThat(TestLogs.takeErrors()).hasSize(1).allMatch(line -> line.contains("OutOfMemory"));
    assertThat(channel.isOpen()).isFalse();
    EmbeddedChannel next = new EmbeddedChannel();
    next.pipeline().addLast(new Connection(next, engine, loop));
    next.writeInbound(Unpooled.copiedBuffer("PING\r\n", StandardCharsets.US_ASCII));
    ByteBuf reply = next.readOutbound();
    assertThat(reply.toString(StandardCharsets.US_ASCII)).isEqualTo("+PONG\r\n");
    reply.release();
    next.finishAndReleaseAll();
  }

  private static final class NoMemory extends AbstractByteBufAllocator {
    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
      throw new OutOfMemoryError("none left, as this test has it");
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
      throw new OutOfMemoryError("none left, as this test has it");
    }

    @Override
    public boolean isDirectBufferPooled() {
      return false;
    }
  }
}
