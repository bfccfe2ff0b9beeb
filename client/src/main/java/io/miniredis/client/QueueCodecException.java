package io.miniredis.client;

/** A payload that its {@link Codec} cannot write or read. */
public final class QueueCodecException extends QueueException {
  private static final long serialVersionUID = 1;

  public QueueCodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
