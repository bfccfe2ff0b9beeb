package io.miniredis.protocol;

/**
 * A reply that would take more memory than a {@link ReplyWriter} may. What was written of it is
 * still there, to be rewound. Has no stack trace: it tells about data, not about this program.
 */
public final class ReplyTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReplyTooLargeException(long limit) {
    super("reply is larger than " + limit + " bytes", null, false, false);
  }
}
