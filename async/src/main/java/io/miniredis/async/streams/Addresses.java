package io.miniredis.async.streams;

import static io.miniredis.async.Async.toThread;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where names lead. They are looked up in another thread, because that may take long. */
final class Addresses {
  private Addresses() {}

  /** All addresses of {@code host}; at least one. */
  static List<InetSocketAddress> of(String host, int port) throws IOException {
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
    if (literal != null) {
      return List.of(new InetSocketAddress(literal, port));
    }
    InetAddress[] found = lookUp(host);
    List<InetSocketAddress> all = new ArrayList<>();
    for (InetAddress address : new LinkedHashSet<>(List.of(found))) {
      all.add(new InetSocketAddress(address, port));
    }
    return all;
  }

  /** Checked exceptions of the other thread arrive here as they are. */
  private static InetAddress[] lookUp(String host) throws IOException {
    return toThread(() -> InetAddress.getAllByName(host));
  }

  static List<InetSocketAddress> toListenOn(@Nullable String host, int port) throws IOException {
    return host == null || host.isEmpty() ? List.of(new InetSocketAddress(port)) : of(host, port);
  }
}
