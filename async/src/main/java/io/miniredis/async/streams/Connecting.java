package io.miniredis.async.streams;

import io.miniredis.async.EventLoop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The client's way to a connection. */
final class Connecting implements Link.Owner {
  private final EventLoop loop;
  private final StreamOptions options;
  private final String host;
  private final int port;

  Connecting(EventLoop loop, StreamOptions options, String host, int port) {
    this.loop = loop;
    this.options = options;
    this.host = host;
    this.port = port;
  }

  @Override
  public void opened(Link link) {}

  @Override
  public void lost(Link link) {}

  Connection any(List<InetSocketAddress> addresses) throws IOException {
    IOException first = null;
    for (InetSocketAddress address : addresses) {
      try {
        Bootstrap bootstrap =
            new Bootstrap()
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                // Nobody asked for a limit: a timeout() around the call sets one.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
        return connect(bootstrap, address);
      } catch (IOException problem) {
        if (first == null) {
          first = problem;
        } else {
          first.addSuppressed(problem);
        }
      }
    }
    throw first == null ? new IOException("no address for " + host) : first;
  }

  Connection unix(Path path) throws IOException {
    return connect(
        new Bootstrap()
            .channel(NioDomainSocketChannel.class)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new EndsAsNothing()),
        UnixDomainSocketAddress.of(path));
  }

  private Connection connect(Bootstrap bootstrap, SocketAddress address) throws IOException {
    Links links = new Links();
    ChannelFuture connecting = bootstrap.group(loop.netty()).handler(links).connect(address);
    boolean connected = false;
    try {
      Link.await(loop, connecting);
      Link link = links.link;
      if (link == null) {
        throw new IOException("the connection was closed while it was made");
      }
      SslHandler tls = link.tls();
      if (tls != null) {
        Tls.handshake(link, tls);
      }
      connected = true;
      return new Connection(link.reader, link.writer);
    } finally {
      if (!connected) {
        connecting.channel().close();
      }
    }
  }

  /** Makes the link as the channel is made. */
  private final class Links extends ChannelInitializer<Channel> {
    @Nullable Link link;

    @Override
    protected void initChannel(Channel channel) {
      SSLContext context = options.tls();
      if (context != null) {
        channel.pipeline().addLast("tls", Tls.client(context, host, port, options));
      }
      Link made = new Link(loop, channel, options.limit(), Connecting.this);
      link = made;
      channel.pipeline().addLast("link", made);
    }
  }
}
