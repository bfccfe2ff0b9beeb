package io.miniredis.server.net;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one connection sends: replies and messages, handed to the channel, and their count. */
final class Output {
  private static final Logger LOG = LoggerFactory.getLogger(Output.class);

  private final Channel channel;
  private final Engine engine;
  private final LoopState loop;
  private volatile long total;

  Output(Channel channel, Engine engine, LoopState loop) {
    this.channel = channel;
    this.engine = engine;
    this.loop = loop;
  }

  /** Writes the collected replies, and forgets them. */
  void write(ReplyWriter reply) {
    long size = reply.size();
    if (size == 0) {
      return;
    }
    for (int i = 0; i < reply.chunks(); i++) {
      int n = reply.chunkLength(i);
      if (n > 0) {
        ByteBuf out = channel.alloc().directBuffer(n, n);
        out.writeBytes(reply.chunk(i), 0, n);
        channel.write(out, channel.voidPromise());
      }
    }
    reply.clear();
    count(size);
  }

  /** Writes bytes that nobody changes any more. */
  void write(byte[] reply) {
    channel.write(Unpooled.wrappedBuffer(reply), channel.voidPromise());
    count(reply.length);
  }

  /** Writes bytes that are written to other connections of the loop too. */
  void writeShared(byte[] frame) {
    channel.write(loop.shared(frame, channel.alloc()), channel.voidPromise());
    count(frame.length);
  }

  private void count(long bytes) {
    total += bytes;
    engine.stats().outputBytes.add(bytes);
  }

  /** Bytes written since the connection began. */
  long total() {
    return total;
  }

  /** Bytes that the peer has not taken yet. */
  long pending() {
    var buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  /**
   * Whether a client has more to take than it may, so that it must go; that is counted and logged.
   *
   * @param more bytes that are to be written beside those that were
   */
  boolean isTooMuchFor(Session session, long more) {
    long bytes = pending() + more;
    boolean tooMuch = engine.outputGuard().condemns(session, bytes, engine.clock().millis());
    if (tooMuch) {
      LOG.warn("Closing client {}, which has not taken {} bytes of replies", session.id(), bytes);
      engine.stats().outputLimitReached.increment();
    }
    return tooMuch;
  }
}
