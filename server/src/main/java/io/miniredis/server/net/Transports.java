package io.miniredis.server.net;

import io.miniredis.server.config.Transport;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/**
 * A way to reach the operating system's sockets.
 *
 * @param name as the setting {@code transport} names it
 */
record Transports(
    String name, IoHandlerFactory handlers, Class<? extends ServerChannel> serverChannel) {

  /**
   * The transport asked for; {@code auto} takes epoll where its library is there and loads, else
   * NIO.
   *
   * @throws IllegalArgumentException if it is not to be had on this machine
   */
  static Transports of(Transport wanted) {
    return switch (wanted) {
      case NIO -> nio();
      case EPOLL -> {
        require(wanted, Epoll.isAvailable(), Epoll::unavailabilityCause);
        yield epoll();
      }
      case IO_URING -> {
        require(wanted, IoUring.isAvailable(), IoUring::unavailabilityCause);
        yield new Transports(
            "io_uring", IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class);
      }
      case AUTO -> hasEpollLibrary() && Epoll.isAvailable() ? epoll() : nio();
    };
  }

  /**
   * Whether Netty's library is on the class path at all. Netty would look for it in the system too,
   * and the JVM warns of every program that tries to load native code.
   */
  private static boolean hasEpollLibrary() {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String library = "META-INF/native/libnetty_transport_native_epoll_" + machine + ".so";
    return Transports.class.getClassLoader().getResource(library) != null;
  }

  private static Transports nio() {
    return new Transports("nio", NioIoHandler.newFactory(), NioServerSocketChannel.class);
  }

  private static Transports epoll() {
    return new Transports("epoll", EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
  }

  private static void require(
      Transport wanted, boolean available, java.util.function.Supplier<Throwable> why) {
    if (!available) {
      Throwable cause = why.get();
      throw new IllegalArgumentException(
          "transport "
              + wanted.name().toLowerCase(java.util.Locale.ROOT)
              + " is not available on this machine: "
              + (cause == null ? "unknown cause" : cause.getMessage()));
    }
  }
}
