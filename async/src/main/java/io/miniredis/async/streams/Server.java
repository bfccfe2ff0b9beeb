package io.miniredis.async.streams;

import io.miniredis.async.AsyncContext;
import io.miniredis.async.CancelledError;
import io.miniredis.async.Context;
import io.miniredis.async.EventLoop;
import io.miniredis.async.Future;
import io.miniredis.async.Problem;
import io.miniredis.async.RuntimeError;
import io.miniredis.async.Task;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server that {@link Streams#startServer} started. As a context of {@link
 * io.miniredis.async.Async#with}, it is closed and waited for at the end.
 *
 * <p>{@link #close()} stops listening; connections go on. {@link #waitClosed()} waits for them,
 * {@link #closeClients()} closes them.
 */
public final class Server implements AsyncContext<Server>, AutoCloseable, Link.Owner {
  private final EventLoop loop;
  private final StreamHandler handler;
  private final StreamOptions options;
  private final Context context = Context.current().copy();
  private final List<Channel> listening = new ArrayList<>();
  private final Set<Link> links = new LinkedHashSet<>();
  private final List<Future<@Nullable Void>> waiting = new ArrayList<>();
  private @Nullable Future<@Nullable Void> serving;
  private boolean accepts;
  private boolean closed;

  Server(EventLoop loop, StreamHandler handler, StreamOptions options) {
    this.loop = loop;
    this.handler = handler;
    this.options = options;
    this.accepts = options.startServing();
  }

  void bind(List<InetSocketAddress> addresses) throws IOException {
    BindException absent = null;
    for (InetSocketAddress address : addresses) {
      try {
        listen(
            new ServerBootstrap()
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true),
            address);
      } catch (BindException refused) {
        // A name may lead to an address of a family that this machine does not use.
        if (!String.valueOf(refused.getMessage()).contains("assign requested address")) {
          close();
          throw refused;
        }
        absent = refused;
      }
    }
    if (listening.isEmpty()) {
      closed = true;
      throw absent == null ? new BindException("no address to listen on") : absent;
    }
  }

  void bindUnix(Path path) throws IOException {
    if (isSocket(path)) {
      Files.delete(path);
    }
    listen(
        new ServerBootstrap()
            .channel(NioServerDomainSocketChannel.class)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, new EndsAsNothing()),
        UnixDomainSocketAddress.of(path));
  }

  private static boolean isSocket(Path path) throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .isOther();
  }

  private void listen(ServerBootstrap bootstrap, SocketAddress address) throws IOException {
    ChannelFuture binding =
        bootstrap
            .group(loop.netty())
            .option(ChannelOption.SO_BACKLOG, options.backlog())
            .option(ChannelOption.AUTO_READ, accepts)
            .childHandler(new Accepting())
            .bind(address);
    boolean bound = false;
    try {
      Link.await(loop, binding);
      bound = true;
      listening.add(binding.channel());
    } finally {
      if (!bound) {
        binding.channel().close();
      }
    }
  }

  private final class Accepting extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      SSLContext tls = options.tls();
      if (tls != null) {
        channel.pipeline().addLast("tls", Tls.server(tls, options));
      }
      Link link = new Link(loop, channel, options.limit(), Server.this);
      channel.pipeline().addLast("link", link);
      links.add(link);
    }
  }

  @Override
  public void opened(Link link) {
    Task<@Nullable Void> task =
        loop.createTask(() -> handler.connected(link.reader, link.writer), null, context.copy());
    task.addDoneCallback(done -> ended(done, link));
  }

  private void ended(Future<?> task, Link link) {
    Throwable problem = task.cancelled() ? null : task.exception();
    if (problem != null) {
      loop.callExceptionHandler(
          new Problem(
              "the handler of a connection failed, the connection is closed: " + link.writer,
              problem,
              task));
    }
    if (problem != null || task.cancelled()) {
      link.close();
    }
  }

  @Override
  public void lost(Link link) {
    links.remove(link);
    wakeIfOver();
  }

  private void wakeIfOver() {
    if (closed && links.isEmpty()) {
      for (Future<@Nullable Void> waiter : waiting) {
        if (!waiter.done()) {
          waiter.setResult(null);
        }
      }
      waiting.clear();
    }
  }

  /** The addresses that are listened on; none when it is closed. */
  public List<SocketAddress> sockets() {
    return listening.stream().map(Channel::localAddress).toList();
  }

  /**
   * The port that is listened on, of the first address.
   *
   * @throws IllegalStateException if it is closed, or listens on a Unix socket
   */
  public int port() {
    if (!listening.isEmpty()
        && listening.get(0).localAddress() instanceof InetSocketAddress address) {
      return address.getPort();
    }
    throw new IllegalStateException("this server has no port: " + this);
  }

  /** Whether it accepts connections. */
  public boolean isServing() {
    return accepts && !closed;
  }

  /** The loop that it belongs to. */
  public EventLoop getLoop() {
    return loop;
  }

  /**
   * Begins to accept connections; nothing happens if it does already.
   *
   * @throws RuntimeError if it is closed
   */
  public void startServing() {
    checkOpen();
    if (!accepts) {
      accepts = true;
      listening.forEach(channel -> channel.config().setAutoRead(true));
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new RuntimeError("this server is closed: start a new one with startServer");
    }
  }

  /**
   * Accepts connections until the calling task is cancelled, or the server closed; both close it,
   * and its connections, and end with {@link CancelledError}.
   *
   * @throws RuntimeError if another coroutine is in this call, or the server is closed
   */
  public void serveForever() {
    if (serving != null) {
      throw new RuntimeError("serveForever() is being awaited already: one coroutine is enough");
    }
    startServing();
    Future<@Nullable Void> forever = loop.createFuture();
    serving = forever;
    try {
      forever.await();
    } catch (CancelledError cancelled) {
      close();
      closeClients();
      waitClosed();
      throw cancelled;
    } finally {
      serving = null;
    }
  }

  /**
   * Stops listening; twice is no error. Connections stay as they are. The system closes the sockets
   * as the loop looks at its channels again; who connects before that is reset.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    listening.forEach(Channel::close);
    listening.clear();
    Future<@Nullable Void> forever = serving;
    if (forever != null) {
      forever.cancel();
    }
    wakeIfOver();
  }

  /** Closes all connections, each once what was written to it is sent. */
  public void closeClients() {
    List.copyOf(links).forEach(Link::close);
  }

  /** Closes all connections at once. */
  public void abortClients() {
    List.copyOf(links).forEach(Link::abort);
  }

  /** Waits until the server is closed and its last connection too. */
  public void waitClosed() {
    if (closed && links.isEmpty()) {
      return;
    }
    Future<@Nullable Void> waiter = loop.createFuture();
    waiting.add(waiter);
    try {
      waiter.await();
    } finally {
      waiting.remove(waiter);
    }
  }

  @Override
  public Server aenter() {
    return this;
  }

  /** Closes it and waits until its last connection is closed. */
  @Override
  public boolean aexit(@Nullable Throwable problem) {
    close();
    waitClosed();
    return false;
  }

  @Override
  public String toString() {
    return "<Server " + (closed ? "closed" : sockets()) + ">";
  }
}
