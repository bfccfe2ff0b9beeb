package io.miniredis.async;

/** Nothing is in the queue. */
public final class QueueEmpty extends RuntimeException {
  private static final long serialVersionUID = 1;

  QueueEmpty(String message) {
    super(message);
  }
}
