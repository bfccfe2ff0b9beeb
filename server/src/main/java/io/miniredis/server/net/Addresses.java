package io.miniredis.server.net;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Socket addresses as CLIENT LIST prints them. */
final class Addresses {
  private Addresses() {}

  static String text(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress inet)) {
      return "?:0";
    }
    String host = inet.getAddress().getHostAddress();
    return (inet.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + inet.getPort();
  }
}
