package io.miniredis.async;

/**
 * Unwinds a coroutine that will never go on, because its loop is closed or it was closed itself:
 * its {@code finally} blocks run. Python's {@code GeneratorExit}.
 */
public final class CoroutineExit extends Error {
  private static final long serialVersionUID = 1;

  CoroutineExit(String message) {
    super(message);
  }
}
