package io.miniredis.client;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Worker} is like.
 *
 * @param prefetch how many jobs may wait here, beside those that run
 * @param create what its queue is created with if it is not there; null to wait for it
 */
record WorkerOptions(
    int concurrency,
    int prefetch,
    Duration lease,
    RetryPolicy retry,
    Duration grace,
    ThreadFactory threads,
    WorkerListener listener,
    @Nullable QueueOptions create) {
  /** How many jobs it may hold. */
  int most() {
    return concurrency + prefetch;
  }
}
