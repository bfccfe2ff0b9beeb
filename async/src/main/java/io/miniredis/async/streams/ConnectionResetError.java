package io.miniredis.async.streams;

import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The connection is lost: the peer reset it, or it was closed before. Open a new one to go on. An
 * end that the peer announced is none: that is the end of the stream.
 */
public class ConnectionResetError extends SocketException {
  private static final long serialVersionUID = 1;

  /** With what was noticed, and by whom. */
  public ConnectionResetError(String message, @Nullable Throwable cause) {
    super(message);
    initCause(cause);
  }
}
