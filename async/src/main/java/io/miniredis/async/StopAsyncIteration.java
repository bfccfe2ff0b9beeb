package io.miniredis.async;

/** An {@link AsyncIterator} has no more elements. It carries no stack trace: it is no failure. */
public final class StopAsyncIteration extends Exception {
  private static final long serialVersionUID = 1;

  /** The end of an iteration. */
  public StopAsyncIteration() {
    super("the iteration is over", null, false, false);
  }
}
