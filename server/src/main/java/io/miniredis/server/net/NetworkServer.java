package io.miniredis.server.net;

import io.miniredis.server.config.Settings;
import io.miniredis.server.config.Transport;
import io.miniredis.server.engine.Dispatcher;
import io.miniredis.server.engine.Engine;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops and the sockets that a server listens on. */
public final class NetworkServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkServer.class);
  private static final int TICK_MILLIS = 100;

  private final Engine engine;
  private final EventLoopGroup loops;
  private final Transports transport;
  private final Map<EventExecutor, LoopState> states = new IdentityHashMap<>();
  private final List<Channel> listening = new ArrayList<>();

  /**
   * Starts an event loop for each of the engine's dispatchers; none listens yet.
   *
   * @throws IllegalArgumentException if the wanted transport is not available
   */
  public NetworkServer(Engine engine, Transport wanted) {
    this.engine = engine;
    this.transport = Transports.of(wanted);
    List<Dispatcher> dispatchers = engine.dispatchers();
    loops =
        new MultiThreadIoEventLoopGroup(
            dispatchers.size(), new DefaultThreadFactory("mini-redis", true), transport.handlers());
    int i = 0;
    for (EventExecutor loop : loops) {
      states.put(loop, new LoopState(dispatchers.get(i++)));
    }
    loops.next().scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A failure must not end the schedule: pauses would never end. */
  private void tick() {
    try {
      engine.tick();
    } catch (RuntimeException e) {
      LOG.error("the server's regular work failed", e);
    }
  }

  /** The transport in use: io_uring, epoll or nio. */
  public String transport() {
    return transport.name();
  }

  /**
   * Listens on an address.
   *
   * @return the port: the one asked for, or the one found if 0 was asked for
   * @throws IOException if the address cannot be bound
   */
  public int listen(InetSocketAddress address) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops, loops)
            .channel(transport.serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, engine.config().integer(Settings.TCP_BACKLOG))
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.SO_KEEPALIVE, engine.config().integer(Settings.TCP_KEEPALIVE) > 0)
            .childHandler(new Accepted());
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      throw cause instanceof IOException e ? e : new IOException(cause);
    }
    listening.add(bound.channel());
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  /** Stops listening, closes every connection and ends the event loops. */
  @Override
  public void close() {
    for (Channel channel : listening) {
      channel.close().awaitUninterruptibly();
    }
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private final class Accepted extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      String refusal = Admission.refusal(engine, channel.remoteAddress());
      if (refusal != null) {
        engine.stats().connectionsRejected.increment();
        Connection.refuse(channel, refusal);
        return;
      }
      engine.stats().connectionsReceived.increment();
      LoopState state = states.get(channel.eventLoop());
      if (state == null) {
        throw new IllegalStateException("a connection on an event loop that is not this server's");
      }
      channel.pipeline().addLast(new Connection(channel, engine, state));
    }
  }
}
