package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.command.Commands;
import io.miniredis.server.config.Config;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Lifecycle;
import io.miniredis.server.engine.ManualClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a burst of messages costs the connections of one event loop. */
class PushingTest {
  private static final int MESSAGES = 300;

  private final Engine engine =
      new Engine(
          new Config(), new ManualClock(0), Commands.table(Map.of()), 1, 16, new NoLifecycle());
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final LoopState loop = new LoopState(engine.dispatchers().getFirst(), tasks::add);
  private final List<Peer> peers = new ArrayList<>();

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

  /** Counts how often it is flushed. */
  private static final class Peer extends EmbeddedChannel {
    private int flushes;

    @Override
    protected void doWrite(ChannelOutboundBuffer out) throws Exception {
      flushes++;
      super.doWrite(out);
    }

    void send(String bytes) {
      writeInbound(Unpooled.copiedBuffer(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** What was sent since the last call. */
    String taken() {
      StringBuilder text = new StringBuilder();
      for (ByteBuf out = readOutbound(); out != null; out = readOutbound()) {
        text.append(out.toString(StandardCharsets.ISO_8859_1));
        out.release();
      }
      return text.toString();
    }
  }

  private Peer peer() {
    engine.sessions().admit(1_000);
    Peer peer = new Peer();
    peer.pipeline().addLast(new Connection(peer, engine, loop));
    peers.add(peer);
    return peer;
  }

  private Peer subscriber() {
    Peer peer = peer();
    peer.send("SUBSCRIBE a\r\n");
    assertThat(peer.taken()).startsWith("*3");
    peer.flushes = 0;
    return peer;
  }

  @AfterEach
  void close() {
    endTurn();
    peers.forEach(Peer::finishAndReleaseAll);
  }

  private void endTurn() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void aPipelineOfMessagesIsOneFlush() {
    Peer first = subscriber();
    Peer second = subscriber();
    peer().send("PUBLISH a m\r\n".repeat(MESSAGES));
    assertThat(first.flushes).isZero();
    endTurn();
    String frame = "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nm\r\n";
    assertThat(first.taken()).isEqualTo(frame.repeat(MESSAGES));
    assertThat(second.taken()).isEqualTo(frame.repeat(MESSAGES));
    assertThat(first.flushes).isEqualTo(1);
    assertThat(second.flushes).isEqualTo(1);
  }

  @Test
  void messagesOfSeveralPublishersAreOneFlushToo() {
    Peer subscriber = subscriber();
    peer().send("PUBLISH a m\r\n");
    peer().send("PUBLISH a m\r\n");
    peer().send("PUBLISH a m\r\n");
    endTurn();
    assertThat(subscriber.taken())
        .isEqualTo("*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nm\r\n".repeat(3));
    assertThat(subscriber.flushes).isEqualTo(1);
  }

  @Test
  void subscribersShareTheMemoryOfAMessage() {
    List<Peer> subscribers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      subscribers.add(subscriber());
    }
    peer().send("PUBLISH a " + "x".repeat(5_000) + "\r\n");
    endTurn();
    List<ByteBuf> buffers = subscribers.stream().map(s -> (ByteBuf) s.readOutbound()).toList();
    assertThat(buffers).allMatch(b -> b.memoryAddress() == buffers.getFirst().memoryAddress());
    buffers.forEach(ByteBuf::release);
  }

  @Test
  void moreThanIsFineToKeepIsSentAtOnce() {
    Peer subscriber = subscriber();
    Peer publisher = peer();
    for (int i = 0; i < 10; i++) {
      publisher.send("PUBLISH a " + "x".repeat(20_000) + "\r\n");
    }
    assertThat(subscriber.flushes).isBetween(1, 4);
    endTurn();
    assertThat(subscriber.taken().length()).isGreaterThan(200_000);
  }

  @Test
  void whoHasGoneGetsNothing() {
    Peer subscriber = subscriber();
    Peer publisher = peer();
    subscriber.close();
    publisher.send("PUBLISH a m\r\n");
    endTurn();
    assertThat(publisher.taken()).isEqualTo(":0\r\n");
    assertThat(subscriber.taken()).isEmpty();
  }

  @Test
  void whoGoesBeforeItsMessagesAreFlushedIsNotCountedAnyMore() {
    long before = engine.memory().used();
    Peer subscriber = peer();
    subscriber.send("HELLO 3\r\nSUBSCRIBE a\r\nMULTI\r\nSET k v\r\n");
    assertThat(engine.memory().used()).isGreaterThan(before);
    peer().send("PUBLISH a m\r\n");
    peers.forEach(Peer::close);
    endTurn();
    assertThat(engine.memory().used()).isEqualTo(before);
  }

  @Test
  void whatAClientFollowsIsCounted() {
    for (String command : List.of("SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "WATCH", "BLPOP")) {
      Peer peer = peer();
      long before = engine.memory().used();
      StringBuilder line = new StringBuilder(command);
      for (int i = 0; i < 1000; i++) {
        line.append(" name").append(i);
      }
      peer.send(line.append(command.equals("BLPOP") ? " 0\r\n" : "\r\n").toString());
      peer.taken();
      endTurn();
      assertThat(engine.memory().used() - before).as(command).isBetween(250_000L, 350_000L);
      peer.close();
      endTurn();
      assertThat(engine.memory().used()).as(command).isLessThan(before);
    }
  }
}
