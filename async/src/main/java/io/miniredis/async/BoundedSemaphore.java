package io.miniredis.async;

/** A semaphore that refuses more releases than there were permits. */
public final class BoundedSemaphore extends Semaphore {
  private final int bound;

  /** With {@code value} permits, and never more. */
  public BoundedSemaphore(int value) {
    super(value);
    this.bound = value;
  }

  /** With one permit. */
  public BoundedSemaphore() {
    this(1);
  }

  /**
   * Gives a permit back.
   *
   * @throws IllegalStateException if none was taken (Python's {@code ValueError})
   */
  @Override
  public void release() {
    if (value() >= bound) {
      throw new IllegalStateException(
          "a bounded semaphore of " + bound + " was released more often than it was acquired");
    }
    super.release();
  }
}
