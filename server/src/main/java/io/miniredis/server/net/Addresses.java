package io.miniredis.server.net;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
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
    InetAddress ip = inet.getAddress();
    String host = NetUtil.toAddressString(ip);
    return (ip instanceof Inet6Address ? "[" + host + "]" : host) + ":" + inet.getPort();
  }
}
