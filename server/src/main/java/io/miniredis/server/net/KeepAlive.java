package io.miniredis.server.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringSocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Probes whether a silent peer is still there, so that its connection ends if it is not. */
final class KeepAlive {
  private static final int PROBES = 3;

  private KeepAlive() {}

  /** Has the system probe after so many seconds of silence; 0: never. */
  static void set(Channel channel, int seconds) {
    if (seconds == 0) {
      return;
    }
    int between = Math.max(1, seconds / PROBES);
    ChannelConfig config = channel.config();
    config.setOption(ChannelOption.SO_KEEPALIVE, true);
    if (channel instanceof EpollSocketChannel) {
      config.setOption(EpollChannelOption.TCP_KEEPIDLE, seconds);
      config.setOption(EpollChannelOption.TCP_KEEPINTVL, between);
      config.setOption(EpollChannelOption.TCP_KEEPCNT, PROBES);
    } else if (channel instanceof IoUringSocketChannel) {
      config.setOption(IoUringChannelOption.TCP_KEEPIDLE, seconds);
      config.setOption(IoUringChannelOption.TCP_KEEPINTVL, between);
      config.setOption(IoUringChannelOption.TCP_KEEPCNT, PROBES);
    } else {
      config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), seconds);
      config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), between);
      config.setOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
    }
  }
}
