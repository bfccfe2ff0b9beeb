package io.miniredis.client;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * What a {@link Worker} is like.
 *
 * @param prefetch how many jobs may wait here, beside those that run
 */
record WorkerOptions(
    int concurrency,
    int prefetch,
    Duration lease,
    RetryPolicy retry,
    Duration grace,
    ThreadFactory threads,
    WorkerListener listener) {
  /** How many jobs it may hold. */
  int most() {
    return concurrency + prefetch;
  }
}
