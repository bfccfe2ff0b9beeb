package io.miniredis.async.streams;

import io.miniredis.async.EventLoop;
import io.miniredis.async.Future;
import io.miniredis.async.RuntimeError;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection: the last handler of its channel's pipeline, between that and the reader and the
 * writer.
 *
 * <p>The end of what the peer sends leaves the connection open for writing, except with TLS, which
 * has no half of a connection. Closing sends what was written before.
 */
final class Link extends ChannelInboundHandlerAdapter {
  /** Told when the connection stands, TLS included, and when it is over. */
  interface Owner {
    /** {@code link} can be used. */
    void opened(Link link);

    /** {@code link} is over; it may be that it was never opened. */
    void lost(Link link);
  }

  final EventLoop loop;
  final Channel channel;
  final StreamReader reader;
  final StreamWriter writer;
  final Outbox out;
  final Future<@Nullable Void> closed;
  private final Owner owner;
  private @Nullable SocketAddress peerName;
  private @Nullable SocketAddress ownName;
  private @Nullable IOException failure;
  private boolean opened;
  private boolean over;
  private boolean closing;
  private boolean aborted;
  private boolean eofWritten;
  private boolean eofSent;
  private boolean lost;

  Link(EventLoop loop, Channel channel, int limit, Owner owner) {
    this.loop = loop;
    this.channel = channel;
    this.owner = owner;
    this.closed = loop.createFuture();
    this.out = new Outbox(loop, channel, this::emptied);
    this.reader = new StreamReader(loop, limit, this::readFromSocket);
    this.writer = new StreamWriter(this);
  }

  boolean isClosing() {
    return closing;
  }

  boolean isLost() {
    return lost;
  }

  boolean isServerSide() {
    return owner instanceof Server;
  }

  @Nullable SslHandler tls() {
    return channel.pipeline().get(SslHandler.class);
  }

  private void readFromSocket(boolean on) {
    if (!closing && !over) {
      channel.config().setAutoRead(on);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    peerName = channel.remoteAddress();
    ownName = channel.localAddress();
    if (tls() == null) {
      open();
    }
  }

  /** The peer's address, known also when the connection is closed. */
  @Nullable SocketAddress peerName() {
    return peerName;
  }

  @Nullable SocketAddress ownName() {
    return ownName;
  }

  private void open() {
    if (!opened) {
      opened = true;
      owner.opened(this);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (!closing) {
        reader.feed(bytes);
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        open();
      } else {
        fail(handshake.cause());
      }
    } else if (event instanceof ChannelInputShutdownEvent
        || event instanceof SslCloseCompletionEvent) {
      peerEnded();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (channel.unsafe().recvBufAllocHandle() instanceof EndsAsNothing.Noting noting
        && noting.ended()) {
      channel.config().setAutoRead(false);
      over = true;
      peerEnded();
    }
  }

  private void peerEnded() {
    reader.feedEof();
    if (tls() != null) {
      close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable problem) {
    fail(problem);
  }

  /** Ends the connection because of {@code problem}, which readers and writers will get. */
  void fail(Throwable problem) {
    if (!lost && !aborted) {
      if (failure == null) {
        failure = Problems.of(problem);
      }
      abort();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    lose();
  }

  private void lose() {
    if (lost) {
      return;
    }
    lost = true;
    closing = true;
    IOException problem = failure;
    if (problem == null) {
      reader.feedEof();
      closed.setResult(null);
    } else {
      reader.fail(problem);
      closed.setException(problem);
      // Whoever reads or drains gets it as well, so it is not lost if nobody waits for the end.
      closed.exception();
    }
    out.lose();
    owner.lost(this);
  }

  /** Closes, once all that was written has reached the kernel. */
  void close() {
    if (!closing) {
      closing = true;
      channel.config().setAutoRead(false);
      out.flush();
      closeIfEmpty();
    }
  }

  /** Closes at once. What was written and not sent is dropped. */
  void abort() {
    if (!aborted) {
      closing = true;
      aborted = true;
      channel.close();
    }
  }

  private void closeIfEmpty() {
    if (out.size() == 0) {
      abort();
    }
  }

  private void emptied() {
    if (closing) {
      closeIfEmpty();
    } else if (eofWritten && !eofSent) {
      eofSent = true;
      ((DuplexChannel) channel).shutdownOutput().addListener(this::outputShutDown);
    }
  }

  private void outputShutDown(io.netty.util.concurrent.Future<?> shutdown) {
    Throwable problem = shutdown.cause();
    if (problem != null) {
      fail(problem);
    }
  }

  void writeEof() {
    if (!closing && !eofWritten) {
      eofWritten = true;
      out.flush();
      if (out.size() == 0) {
        emptied();
      }
    }
  }

  void write(byte[] bytes, int from, int length) {
    if (eofWritten) {
      throw new RuntimeError("cannot write after writeEof(): the peer was told that it has all");
    }
    if (!closing) {
      out.write(bytes, from, length);
    }
  }

  /** Waits until a channel has done what it was asked for. */
  static void await(EventLoop loop, ChannelFuture future) throws IOException {
    if (!future.isDone()) {
      Future<@Nullable Void> done = loop.createFuture();
      future.addListener(
          f -> {
            if (!done.done()) {
              done.setResult(null);
            }
          });
      done.await();
    }
    Throwable problem = future.cause();
    if (problem != null) {
      throw Problems.of(problem);
    }
  }
}
