package io.miniredis.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets that a server listens on; they can change while it runs. Waits for the event loop
 * that accepts, so no task of that one may call it.
 */
final class Listening {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  private static final Set<String> ALL_OF_IPV6 = Set.of("::", "::*");

  private final ServerBootstrap bootstrap;
  private final Map<InetSocketAddress, Channel> sockets = new LinkedHashMap<>();

  Listening(ServerBootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * Listens on these addresses and no others. If that fails, all is as it was before.
   *
   * @param names addresses as the setting {@code bind} has them: {@code *} and {@code ::*} are all,
   *     and one behind a minus may be missing
   * @param port 0 for a free one, the same for all addresses
   * @return the port; 0 if there are no names
   * @throws IOException if an address cannot be had, or none
   */
  int listen(List<String> names, int port) throws IOException {
    List<InetSocketAddress> before = List.copyOf(sockets.keySet());
    List<InetSocketAddress> wanted = new ArrayList<>();
    for (String name : names) {
      wanted.add(address(name, port));
    }
    if (wanted.contains(address("::", port))) {
      wanted.remove(address("*", port)); // it would stand in the way of the socket for both
    }
    close(before.stream().filter(address -> !wanted.contains(address)).toList());
    try {
      return open(names, port);
    } catch (IOException e) {
      close(sockets.keySet().stream().filter(address -> !before.contains(address)).toList());
      restore(before);
      throw e;
    }
  }

  private int open(List<String> names, int port) throws IOException {
    int bound = port;
    IOException missing = null;
    for (String name : ordered(names)) {
      InetSocketAddress address = address(name, bound);
      try {
        bound = isOpen(address) ? bound : bind(address);
      } catch (IOException e) {
        missing =
            new IOException(
                "cannot listen on " + host(name) + " port " + bound + ": " + e.getMessage(), e);
        if (!name.startsWith("-")) {
          throw missing;
        }
      }
    }
    if (sockets.isEmpty() && missing != null) {
      throw missing;
    }
    return names.isEmpty() ? 0 : bound;
  }

  /** All of IPv6 before all of IPv4, as the former's socket is one for both. */
  private static List<String> ordered(List<String> names) {
    List<String> ordered = new ArrayList<>(names);
    ordered.sort(Comparator.comparing(name -> !ALL_OF_IPV6.contains(host(name))));
    return ordered;
  }

  private boolean isOpen(InetSocketAddress address) throws IOException {
    return sockets.containsKey(address)
        || (address.getAddress() instanceof Inet4Address all
            && all.isAnyLocalAddress()
            && sockets.containsKey(address("::", address.getPort())));
  }

  private int bind(InetSocketAddress address) throws IOException {
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      throw cause instanceof IOException e ? e : new IOException(cause);
    }
    int port = ((InetSocketAddress) bound.channel().localAddress()).getPort();
    sockets.put(new InetSocketAddress(address.getAddress(), port), bound.channel());
    return port;
  }

  private void restore(List<InetSocketAddress> before) {
    for (InetSocketAddress address : before) {
      if (!sockets.containsKey(address)) {
        try {
          bind(address);
        } catch (IOException e) {
          LOG.warn("cannot listen on {} again: {}", address, e.getMessage());
        }
      }
    }
  }

  private void close(List<InetSocketAddress> addresses) {
    for (InetSocketAddress address : addresses) {
      Channel socket = sockets.remove(address);
      if (socket != null) {
        socket.close().awaitUninterruptibly();
      }
    }
  }

  /** Listens no more. */
  void close() {
    close(List.copyOf(sockets.keySet()));
  }

  private static InetSocketAddress address(String name, int port) throws IOException {
    String host = host(name);
    String numeric = host.equals("*") ? "0.0.0.0" : host.equals("::*") ? "::" : host;
    return new InetSocketAddress(InetAddress.getByName(numeric), port);
  }

  private static String host(String name) {
    return name.startsWith("-") ? name.substring(1) : name;
  }
}
