package io.miniredis.client;

/** In which order a queue gives its jobs out. */
public enum Order {
  /** First in, first out. */
  FIFO,
  /** Last in, first out. */
  LIFO,
  /** The lowest priority number first; equal ones in the order they were put. */
  PRIORITY
}
