package io.miniredis.server.net;

import io.miniredis.server.config.Settings;
import io.miniredis.server.config.Transport;
import io.miniredis.server.engine.Dispatcher;
import io.miniredis.server.engine.Engine;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops and the sockets that a server listens on. */
public final class NetworkServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkServer.class);
  private static final int SECOND_MILLIS = 1000;

  private final Engine engine;
  private final EventLoopGroup loops;
  private final EventLoopGroup acceptors;
  private final Transports transport;
  private final Map<EventExecutor, LoopState> states = new IdentityHashMap<>();
  private final Listening listening;

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
            dispatchers.size(), new LoopThreads("mini-redis"), transport.handlers()) {
          @Override
          protected IoEventLoop newChild(
              Executor executor, IoHandlerFactory handlers, Object... args) {
            return new NestingLoop(this, executor, handlers);
          }
        };
    int i = 0;
    for (EventExecutor loop : loops) {
      engine.pubsub().mailbox(i).bind(task -> executeIfOpen(loop, task));
      states.put(loop, new LoopState(dispatchers.get(i++), (NestingLoop) loop));
    }
    acceptors =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("mini-redis-accept", true), transport.handlers());
    listening =
        new Listening(
            new ServerBootstrap()
                .group(acceptors, loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, engine.config().integer(Settings.TCP_BACKLOG))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Accepted()));
    EventExecutor first = loops.next();
    DeadlineTimer.start(engine, first);
    first.execute(() -> scheduleTick(first));
  }

  private static void executeIfOpen(EventExecutor loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // the server ends, and that loop has no clients any more
    }
  }

  /** The next tick, as soon as the setting of now says. */
  private void scheduleTick(EventExecutor loop) {
    long millis = Math.max(1, SECOND_MILLIS / engine.config().integer(Settings.HZ));
    loop.schedule(() -> tick(loop), millis, TimeUnit.MILLISECONDS);
  }

  private void tick(EventExecutor loop) {
    try {
      engine.upkeep().tick();
      evict(loop);
    } catch (RuntimeException e) {
      LOG.error("the server's regular work failed", e);
    } finally {
      if (!loop.isShuttingDown()) {
        scheduleTick(loop);
      }
    }
  }

  /** Goes on with an eviction that had no more time, a little at a time. */
  private void evict(EventExecutor loop) {
    if (engine.upkeep().evictSome() && !loop.isShuttingDown()) {
      loop.schedule(() -> evict(loop), 1, TimeUnit.MILLISECONDS);
    }
  }

  /** The event loops that run commands, in the order of the engine's dispatchers. */
  public List<Executor> eventLoops() {
    List<Executor> all = new ArrayList<>();
    loops.forEach(all::add);
    return all;
  }

  /** Bytes outside the heap that buffers of the network take, in the whole JVM. */
  public static long directMemory() {
    return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider provider
        ? provider.metric().usedDirectMemory()
        : 0;
  }

  /** The transport in use: io_uring, epoll or nio. */
  public String transport() {
    return transport.name();
  }

  /**
   * Listens on these addresses and no others. If that fails, all is as it was before.
   *
   * @param names addresses as the setting {@code bind} has them
   * @param port 0 for a free one, the same for all addresses
   * @return the port; 0 if there are no names
   * @throws IOException if an address cannot be had, or none
   */
  public int listen(List<String> names, int port) throws IOException {
    return listening.listen(names, port);
  }

  /** Stops listening, closes every connection and ends the event loops. */
  @Override
  public void close() {
    listening.close();
    acceptors.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    acceptors.terminationFuture().awaitUninterruptibly();
  }

  private final class Accepted extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      LoopState state = states.get(channel.eventLoop());
      if (state == null) {
        throw new IllegalStateException("a connection on an event loop that is not this server's");
      }
      KeepAlive.set(channel, engine.config().integer(Settings.TCP_KEEPALIVE));
      String refusal = Admission.refusal(engine, channel.remoteAddress());
      if (refusal != null) {
        engine.stats().connectionsRejected.increment();
        Admission.refuse(channel, refusal);
        return;
      }
      engine.stats().connectionsReceived.increment();
      channel.pipeline().addLast(new Connection(channel, engine, state));
    }
  }
}
