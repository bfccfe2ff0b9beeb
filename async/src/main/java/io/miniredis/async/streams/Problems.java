package io.miniredis.async.streams;

import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;

/** What goes wrong with a connection, as programs get it. */
final class Problems {
  private Problems() {}

  static IOException of(Throwable problem) {
    if (problem instanceof ClosedChannelException) {
      return new ConnectionResetError("the connection is lost", problem);
    }
    if (problem instanceof DecoderException && problem.getCause() instanceof IOException inner) {
      return inner;
    }
    if (problem instanceof IOException io) {
      return isReset(io) ? reset(io) : io;
    }
    return new IOException("the connection failed: " + problem, problem);
  }

  private static boolean isReset(IOException problem) {
    String text = problem.getMessage();
    return text != null
        && (problem.getClass() == IOException.class || problem instanceof SocketException)
        && !(problem instanceof ConnectException)
        && (text.contains("reset") || text.contains("roken pipe") || text.contains("aborted"));
  }

  private static ConnectionResetError reset(IOException problem) {
    return new ConnectionResetError(
        problem.getMessage() + ": the peer closed the connection without reading to its end",
        problem);
  }
}
