package io.miniredis.async;

/** A barrier was aborted or reset. */
public final class BrokenBarrierError extends RuntimeException {
  private static final long serialVersionUID = 1;

  BrokenBarrierError(String message) {
    super(message);
  }
}
