package io.miniredis.client;

/** An error of the server that has no class of its own, such as a key of another type. */
public final class QueueCommandException extends QueueException {
  private static final long serialVersionUID = 1;

  public QueueCommandException(String message) {
    super(message);
  }

  /** The first word of the error: {@code WRONGTYPE}, {@code NOPERM}, {@code ERR}. */
  public String code() {
    String message = String.valueOf(getMessage());
    int end = message.indexOf(' ');
    return end < 0 ? message : message.substring(0, end);
  }
}
