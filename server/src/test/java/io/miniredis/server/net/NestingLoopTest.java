package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** An event loop that is told to end closes its channels first, whatever it is doing then. */
class NestingLoopTest {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, new LoopThreads("ending"), NioIoHandler.newFactory()) {
        @Override
        protected IoEventLoop newChild(
            Executor executor, IoHandlerFactory handlers, Object... args) {
          return new NestingLoop(this, executor, handlers);
        }
      };
  private final EventExecutor loop = group.next();
  private final AtomicBoolean removed = new AtomicBoolean();

  @Test
  void closesItsChannelsThoughToldToEndWhileItWaitsForInput() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Channel channel = connect(listening.getLocalPort());
      try (Socket peer = listening.accept()) {
        end();
        assertEnded(channel, peer);
      }
    }
  }

  /** It has looked whether it is to end, and looks at its tasks next. */
  @Test
  void closesItsChannelsThoughToldToEndWhileATaskRuns() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Channel channel = connect(listening.getLocalPort());
      try (Socket peer = listening.accept()) {
        CountDownLatch running = new CountDownLatch(1);
        loop.execute(() -> runUntilToldToEnd(running));
        running.await();
        end();
        assertEnded(channel, peer);
      }
    }
  }

  private void runUntilToldToEnd(CountDownLatch running) {
    running.countDown();
    while (!loop.isShuttingDown()) {
      Thread.onSpinWait();
    }
  }

  private Channel connect(int port) {
    Bootstrap bootstrap =
        new Bootstrap().group(group).channel(NioSocketChannel.class).handler(new Removal());
    return bootstrap
        .connect(InetAddress.getLoopbackAddress(), port)
        .syncUninterruptibly()
        .channel();
  }

  private void end() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void assertEnded(Channel channel, Socket peer) throws IOException {
    assertThat(channel.isOpen()).as("the channel is open").isFalse();
    assertThat(removed).as("its handler was told").isTrue();
    peer.setSoTimeout(10_000);
    assertThat(peer.getInputStream().read()).as("what the peer reads").isEqualTo(-1);
  }

  private final class Removal extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
      removed.set(true);
    }
  }
}
