package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * The time given to an operation has passed. Unchecked, and an exception like any other: {@code
 * catch (Exception e)} catches it, as in Python.
 */
public class TimeoutError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Without a message. */
  public TimeoutError() {}

  /** With a message, and the {@link CancelledError} that ended the operation, if any. */
  public TimeoutError(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
