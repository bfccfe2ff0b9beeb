package io.miniredis.server.value;

/** Which of a queue's jobs is taken next. */
public enum QueueOrder {
  /** The one that came first. */
  FIFO,
  /** The one that came last. */
  LIFO,
  /** The one with the lowest number; of equal ones the one that came first. */
  PRIORITY
}
