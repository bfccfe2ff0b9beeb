package io.miniredis.async;

/**
 * Throws checked exceptions where none is declared: what a coroutine threw reaches who awaits it.
 */
final class Sneaky {
  private Sneaky() {}

  /** Throws {@code problem}. Write {@code throw Sneaky.rethrow(problem)}. */
  static RuntimeException rethrow(Throwable problem) {
    throw Sneaky.<RuntimeException>as(problem);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException as(Throwable problem) throws E {
    throw (E) problem;
  }
}
