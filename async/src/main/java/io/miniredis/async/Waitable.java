package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/** What a task can be waiting for: cancelling the task cancels it. */
interface Waitable {
  /** Cancels the wait; false if it is over already. */
  boolean cancel(@Nullable String message);
}
