package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Netty's channels and timers on a loop whose thread changes with the turn. */
class LoopIoTest {
  @Test
  void channelsOfBothSidesLiveInOneLoop() {
    List<String> seen = new ArrayList<>();
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          Future<String> answer = loop.createFuture();
          Channel server =
              new ServerBootstrap()
                  .group(loop.netty())
                  .channel(NioServerSocketChannel.class)
                  .childHandler(initializer(new Echo()))
                  .bind(InetAddress.getLoopbackAddress(), 0)
                  .channel();
          while (!server.isActive()) {
            sleep(0);
          }
          Channel client =
              new Bootstrap()
                  .group(loop.netty())
                  .channel(NioSocketChannel.class)
                  .handler(initializer(new Answer(answer)))
                  .connect((InetSocketAddress) server.localAddress())
                  .channel();
          while (!client.isActive()) {
            sleep(0.001);
          }
          client.writeAndFlush(Unpooled.copiedBuffer("ping", StandardCharsets.US_ASCII));
          seen.add(await(answer));
        });
    assertThat(seen).containsExactly("ping");
  }

  @Test
  void timersOfNettyFollowTheLoop() {
    List<String> seen = new ArrayList<>();
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          Future<String> fired = loop.createFuture();
          loop.netty().schedule(() -> fired.setResult("fired"), 5, TimeUnit.MILLISECONDS);
          seen.add(await(fired));
        });
    assertThat(seen).containsExactly("fired");
  }

  @Test
  void anotherThreadWakesALoopThatWaitsForChannels() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          Future<String> called = loop.createFuture();
          loop.netty();
          threads.add(
              Thread.startVirtualThread(
                  () -> loop.callSoonThreadsafe(() -> called.setResult("called"))));
          seen.add(await(called));
        });
    threads.get(0).join();
    assertThat(seen).containsExactly("called");
  }

  private static ChannelInitializer<Channel> initializer(ChannelInboundHandlerAdapter handler) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast("test", handler);
      }
    };
  }

  private static final class Echo extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      context.writeAndFlush(bytes);
    }
  }

  private static final class Answer extends ChannelInboundHandlerAdapter {
    private final Future<String> answer;

    Answer(Future<String> answer) {
      this.answer = answer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      ByteBuf buffer = (ByteBuf) bytes;
      answer.setResult(buffer.toString(StandardCharsets.US_ASCII));
      buffer.release();
    }
  }
}
