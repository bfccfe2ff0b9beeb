package io.miniredis.client;

/**
 * Learns what a {@link Worker} does, for figures and logs. Called from the worker's threads: it
 * must be quick and safe for use by several of them.
 *
 * @see MicrometerListener
 */
public interface WorkerListener {
  /** Jobs came from the server, so many at once. */
  default void fetched(int jobs) {}

  /** A handler was called. */
  default void started(String queue, String id) {}

  /** A handler returned, after so many nanoseconds. */
  default void succeeded(String queue, String id, long nanos) {}

  /** A handler threw, or its job could not be read. */
  default void failed(String queue, String id, long nanos, Throwable failure) {}

  /** A job went back unfinished, because the worker stops. */
  default void released(String queue, String id) {}

  /**
   * A job was not this worker's any more when it was to be acknowledged or prolonged, or nobody
   * knows whether the acknowledgement arrived: it may be done twice.
   */
  default void leaseLost(String queue, String id) {}
}
