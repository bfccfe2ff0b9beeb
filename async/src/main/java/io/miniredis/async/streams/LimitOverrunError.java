package io.miniredis.async.streams;

import java.io.IOException;

/**
 * The limit of a reader was reached before a separator was found. Raise the limit with {@link
 * StreamOptions#limit}, or take what has come with {@link StreamReader#readExactly}.
 */
public class LimitOverrunError extends IOException {
  private static final long serialVersionUID = 1;

  private final int consumed;

  /** With what was wrong, and the bytes that may be taken. */
  public LimitOverrunError(String message, int consumed) {
    super(message);
    this.consumed = consumed;
  }

  /** How many bytes can be taken from the stream without cutting a separator. */
  public int consumed() {
    return consumed;
  }
}
