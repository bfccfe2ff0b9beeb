package io.miniredis.async;

/**
 * The queue was shut down: it takes nothing any more, and gives what is left in it, if anything.
 */
public final class QueueShutDown extends RuntimeException {
  private static final long serialVersionUID = 1;

  QueueShutDown(String message) {
    super(message);
  }
}
