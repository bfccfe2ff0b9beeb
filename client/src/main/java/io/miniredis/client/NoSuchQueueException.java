package io.miniredis.client;

/** There is no queue of this name, or not any more: it was deleted while the call waited. */
public final class NoSuchQueueException extends QueueException {
  private static final long serialVersionUID = 1;

  public NoSuchQueueException(String message) {
    super(message);
  }
}
