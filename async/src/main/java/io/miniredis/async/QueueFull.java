package io.miniredis.async;

/** The queue has no room. */
public final class QueueFull extends RuntimeException {
  private static final long serialVersionUID = 1;

  QueueFull(String message) {
    super(message);
  }
}
