package io.miniredis.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** What becomes of a job whose handler threw. */
@FunctionalInterface
public interface RetryPolicy {
  /**
   * How the job is failed. The error's text is added unless one is given.
   *
   * @param deliveries how often the job was handed out, this time included
   * @param failure what the handler threw
   */
  FailOptions afterFailure(int deliveries, Throwable failure);

  /** As the queue was created: its backoff, and dead after its most deliveries. */
  static RetryPolicy ofQueue() {
    return (deliveries, failure) -> FailOptions.defaults();
  }

  /** Another attempt after the same time each, as often as the queue allows. */
  static RetryPolicy after(Duration delay) {
    return (deliveries, failure) -> FailOptions.defaults().delay(delay);
  }

  /**
   * Waits that grow, each shortened at random by up to a half, so that jobs that failed together do
   * not come back together.
   *
   * @param first before the second attempt
   * @param factor from each to the next, at least 1
   * @param longest the longest wait
   */
  static RetryPolicy exponential(Duration first, double factor, Duration longest) {
    if (!(factor >= 1)) {
      throw new IllegalArgumentException("factor must be at least 1, was " + factor);
    }
    return (deliveries, failure) -> {
      double millis =
          Math.min(first.toMillis() * Math.pow(factor, deliveries - 1.0), longest.toMillis());
      double part = 1 - ThreadLocalRandom.current().nextDouble() / 2;
      return FailOptions.defaults().delay(Duration.ofMillis((long) (millis * part)));
    };
  }

  /** This policy, but no more than so many attempts, the first included. */
  default RetryPolicy atMost(int deliveries) {
    return (delivered, failure) ->
        delivered >= deliveries
            ? FailOptions.defaults().deadNow()
            : afterFailure(delivered, failure);
  }

  /** This policy, but no further attempt after this kind of failure. */
  default RetryPolicy deadOn(Class<? extends Throwable> hopeless) {
    return (deliveries, failure) ->
        hopeless.isInstance(failure)
            ? FailOptions.defaults().deadNow()
            : afterFailure(deliveries, failure);
  }
}
