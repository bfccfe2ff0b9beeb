package io.miniredis.async;

/** When {@link Async#wait} stops waiting. */
public enum ReturnWhen {
  /** When one is done or cancelled. */
  FIRST_COMPLETED,
  /** When one has failed, or all are done. Cancelled is not failed. */
  FIRST_EXCEPTION,
  /** When all are done. */
  ALL_COMPLETED
}
