package io.miniredis.server.engine;

/**
 * Thrown by a command that must wait for slow work: the dispatcher holds it back and runs it again.
 */
final class Hold extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final Hold INSTANCE = new Hold();

  private Hold() {
    super("", null, false, false);
  }
}
