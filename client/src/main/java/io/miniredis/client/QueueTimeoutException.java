package io.miniredis.client;

/** The server did not answer in time. Whether it ran the command is not known. */
public final class QueueTimeoutException extends QueueException {
  private static final long serialVersionUID = 1;

  public QueueTimeoutException(String message) {
    super(message);
  }
}
