package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * Something to be entered before a piece of work and left after it, however the work ends: Python's
 * asynchronous context manager. {@link Async#with} does both; {@link AsyncExitStack} does it for a
 * number that is not known beforehand.
 *
 * @param <T> what the work gets
 */
public interface AsyncContext<T extends @Nullable Object> {
  /**
   * Enters. If it fails, {@link #aexit} is not called.
   *
   * @return what the work gets, often {@code this}
   * @throws Exception if it cannot be entered
   */
  T aenter() throws Exception;

  /**
   * Leaves. Called whenever {@link #aenter} succeeded, also when the task is cancelled or unwound.
   *
   * @param problem what the work threw, null if it ended well
   * @return true if {@code problem} is dealt with and goes no further; false if it is to be thrown
   *     on
   * @throws Exception replaces {@code problem}, which becomes a suppressed one of it
   */
  boolean aexit(@Nullable Throwable problem) throws Exception;

  /** The work inside a context. */
  @FunctionalInterface
  interface Body<C extends @Nullable Object, R extends @Nullable Object> {
    /**
     * Does the work.
     *
     * @throws Exception which {@link AsyncContext#aexit} gets
     */
    R run(C entered) throws Exception;
  }

  /** The work inside a context, without a result. */
  @FunctionalInterface
  interface VoidBody<C extends @Nullable Object> {
    /**
     * Does the work.
     *
     * @throws Exception which {@link AsyncContext#aexit} gets
     */
    void run(C entered) throws Exception;
  }
}
