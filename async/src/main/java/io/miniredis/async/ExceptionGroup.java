package io.miniredis.async;

import java.util.List;

/** Several exceptions as one: what a {@link TaskGroup} fails with. */
public final class ExceptionGroup extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Throwable> exceptions;

  /**
   * A group of {@code exceptions}, which are also its suppressed ones.
   *
   * @throws IllegalArgumentException if there are none
   */
  public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
    super(
        message
            + " ("
            + exceptions.size()
            + (exceptions.size() == 1 ? " sub-exception)" : " sub-exceptions)"),
        exceptions.isEmpty() ? null : exceptions.get(0));
    if (exceptions.isEmpty()) {
      throw new IllegalArgumentException("a group of exceptions needs at least one");
    }
    this.exceptions = List.copyOf(exceptions);
    for (Throwable other : exceptions.subList(1, exceptions.size())) {
      addSuppressed(other);
    }
  }

  /** The exceptions, in the order in which they were thrown. */
  public List<Throwable> exceptions() {
    return exceptions;
  }
}
