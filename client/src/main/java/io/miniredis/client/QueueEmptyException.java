package io.miniredis.client;

/** No job is ready, and there was no time, or no more time, to wait. */
public final class QueueEmptyException extends QueueException {
  private static final long serialVersionUID = 1;

  public QueueEmptyException(String message) {
    super(message);
  }
}
