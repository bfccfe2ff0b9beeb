package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * The operation was cancelled. It arrives at the await of the cancelled task.
 *
 * <p>An {@code Error}, as it is a {@code BaseException} in Python: {@code catch (Exception e)} does
 * not catch it, so that code which is not about cancellation does not swallow it. Clean up in
 * {@code finally}; who catches it ought to throw it again.
 */
public class CancelledError extends Error {
  private static final long serialVersionUID = 1;

  /** Without a message. */
  public CancelledError() {}

  /** With the message given to {@link Future#cancel(String)}. */
  public CancelledError(@Nullable String message) {
    super(message);
  }
}
