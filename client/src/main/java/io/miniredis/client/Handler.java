package io.miniredis.client;

/**
 * What a {@link Worker} does with a job.
 *
 * @param <T> the type of the payloads
 */
@FunctionalInterface
public interface Handler<T> {
  /**
   * Deals with a job. It is done when this returns, and has failed when this throws.
   *
   * @throws Exception whatever went wrong: {@link RetryPolicy} says what becomes of the job
   * @throws InterruptedException when the worker is stopped and there is no more time: the job goes
   *     back, and the attempt does not count
   */
  void handle(Job<T> job) throws Exception;
}
