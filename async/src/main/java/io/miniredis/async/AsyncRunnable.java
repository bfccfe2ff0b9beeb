package io.miniredis.async;

/** The body of a coroutine without a result. */
@FunctionalInterface
public interface AsyncRunnable {
  /**
   * Runs the body.
   *
   * @throws Exception whatever it fails with; the awaiting side gets the same object
   */
  void run() throws Exception;
}
