package io.miniredis.client;

/** The queue was shut down: it takes no more jobs, and has none left to give. */
public final class QueueShutDownException extends QueueException {
  private static final long serialVersionUID = 1;

  public QueueShutDownException(String message) {
    super(message);
  }
}
