package io.miniredis.server.net;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Engine;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decides who may connect. */
final class Admission {
  static final String TOO_MANY = "-ERR max number of clients reached";

  static final String PROTECTED =
      "-DENIED Redis is running in protected mode: it asks for no password, so it talks to its own"
          + " machine only. To let others in, do one of these on the server's machine: 1) set a"
          + " password with 'CONFIG SET requirepass <password>', or the setting 'requirepass';"
          + " 2) where no stranger can reach the server, 'CONFIG SET protected-mode no', or start it"
          + " with '--protected-mode no'.";

  private Admission() {}

  /** Why a peer is not let in, as an error line; null if it is, and has its place taken. */
  static @Nullable String refusal(Engine engine, @Nullable SocketAddress peer) {
    Config config = engine.config();
    if (config.isOn(Settings.PROTECTED_MODE)
        && !engine.users().needPassword()
        && !isThisMachine(peer)) {
      return PROTECTED;
    }
    return engine.sessions().admit(config.number(Settings.MAXCLIENTS)) ? null : TOO_MANY;
  }

  static boolean isThisMachine(@Nullable SocketAddress peer) {
    return !(peer instanceof InetSocketAddress inet)
        || (inet.getAddress() != null && inet.getAddress().isLoopbackAddress());
  }

  /** Tells a peer why it is not let in, and closes. */
  static void refuse(Channel channel, String line) {
    byte[] bytes = (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
    channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(ChannelFutureListener.CLOSE);
  }
}
