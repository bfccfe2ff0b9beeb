package io.miniredis.async;

/** A future is not in the state that the operation needs: it has a result already, or none yet. */
public class InvalidStateError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what was wrong. */
  public InvalidStateError(String message) {
    super(message);
  }
}
