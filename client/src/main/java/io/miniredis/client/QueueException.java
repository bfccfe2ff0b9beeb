package io.miniredis.client;

import org.jspecify.annotations.Nullable;

/** What went wrong with a queue, or on the way to it. The subclasses say what can be acted on. */
public class QueueException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public QueueException(String message) {
    super(message);
  }

  public QueueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
