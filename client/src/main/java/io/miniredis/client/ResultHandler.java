package io.miniredis.client;

/**
 * What a {@link Worker} does with a job that somebody waits for.
 *
 * @param <T> the type of the payloads
 * @param <R> the type of the results
 */
@FunctionalInterface
public interface ResultHandler<T, R> {
  /**
   * Deals with a job. It is done when this returns, and has failed when this throws.
   *
   * @return what {@link Queue#result} tells those who wait for it
   * @throws Exception as {@link Handler#handle}
   */
  R handle(Job<T> job) throws Exception;
}
