package io.miniredis.protocol;

/**
 * A request that breaks the protocol; the connection answers {@code -ERR} and the message, then
 * closes.
 *
 * <p>Has no stack trace: it tells about a client's bytes, not about this program.
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem the text behind {@code Protocol error: }; bytes quoted from the request are
   *     ISO-8859-1 characters
   */
  ProtocolException(String problem) {
    super("Protocol error: " + problem, null, false, false);
  }
}
