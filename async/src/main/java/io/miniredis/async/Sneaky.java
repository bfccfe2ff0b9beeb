package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * Throws checked exceptions where none is declared: what a coroutine threw reaches who awaits it.
 */
final class Sneaky {
  private Sneaky() {}

  /** Throws {@code problem}. Write {@code throw Sneaky.rethrow(problem)}. */
  static RuntimeException rethrow(Throwable problem) {
    throw Sneaky.<RuntimeException>as(problem);
  }

  /** {@code worse}, which was thrown while {@code problem} was dealt with and remembers it. */
  static Throwable replace(@Nullable Throwable problem, Throwable worse) {
    if (problem != null && problem != worse) {
      worse.addSuppressed(problem);
    }
    return worse;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException as(Throwable problem) throws E {
    throw (E) problem;
  }
}
