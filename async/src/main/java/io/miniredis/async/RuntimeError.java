package io.miniredis.async;

/**
 * The loop, task or coroutine cannot do what was asked of it now: there is no running loop, the
 * loop is closed, a coroutine was awaited twice, a task awaits itself. Python's {@code
 * RuntimeError}.
 */
public class RuntimeError extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** With what was wrong and what to do about it. */
  public RuntimeError(String message) {
    super(message);
  }
}
