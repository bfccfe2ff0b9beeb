package io.miniredis.client;

import org.jspecify.annotations.Nullable;

/**
 * The connection was lost, or could not be made in time. If the command had been sent, whether the
 * server ran it is not known; only commands that may run twice are sent again by themselves.
 */
public final class QueueConnectionException extends QueueException {
  private static final long serialVersionUID = 1;

  public QueueConnectionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
