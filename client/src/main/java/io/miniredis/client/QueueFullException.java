package io.miniredis.client;

/** The queue holds as many jobs as it may, and there was no time, or no more time, to wait. */
public final class QueueFullException extends QueueException {
  private static final long serialVersionUID = 1;

  public QueueFullException(String message) {
    super(message);
  }
}
