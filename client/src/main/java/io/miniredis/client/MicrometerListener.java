package io.miniredis.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Figures of a {@link Worker} for Micrometer, each with the tag {@code worker}. The program brings
 * {@code micrometer-core} along: this library does not, and needs it for nothing else.
 *
 * <ul>
 *   <li>{@code miniredis.worker.jobs}: a timer of handlers, by {@code queue} and {@code outcome}
 *       ({@code succeeded}, {@code failed})
 *   <li>{@code miniredis.worker.running}: how many handlers run
 *   <li>{@code miniredis.worker.fetched}: how many jobs came at once
 *   <li>{@code miniredis.worker.released}: jobs that went back unfinished, by {@code queue}
 *   <li>{@code miniredis.worker.lost}: jobs whose lease ran out, or whose acknowledgement may not
 *       have arrived, by {@code queue}
 * </ul>
 */
public final class MicrometerListener implements WorkerListener {
  private final MeterRegistry registry;
  private final Tags worker;
  private final AtomicInteger running = new AtomicInteger();
  private final DistributionSummary fetched;

  /**
   * Registers the meters that every worker has.
   *
   * @param worker what the figures of this worker are told apart by
   */
  public MicrometerListener(MeterRegistry registry, String worker) {
    this.registry = registry;
    this.worker = Tags.of("worker", worker);
    Gauge.builder("miniredis.worker.running", running, AtomicInteger::doubleValue)
        .tags(this.worker)
        .register(registry);
    fetched =
        DistributionSummary.builder("miniredis.worker.fetched")
            .tags(this.worker)
            .baseUnit("jobs")
            .register(registry);
  }

  @Override
  public void fetched(int jobs) {
    fetched.record(jobs);
  }

  @Override
  public void started(String queue, String id) {
    running.incrementAndGet();
  }

  @Override
  public void succeeded(String queue, String id, long nanos) {
    ended(queue, "succeeded", nanos);
  }

  @Override
  public void failed(String queue, String id, long nanos, Throwable failure) {
    ended(queue, "failed", nanos);
  }

  private void ended(String queue, String outcome, long nanos) {
    running.decrementAndGet();
    Timer.builder("miniredis.worker.jobs")
        .tags(worker.and("queue", queue, "outcome", outcome))
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void released(String queue, String id) {
    count("miniredis.worker.released", queue);
  }

  @Override
  public void leaseLost(String queue, String id) {
    count("miniredis.worker.lost", queue);
  }

  private void count(String name, String queue) {
    Counter.builder(name).tags(worker.and("queue", queue)).register(registry).increment();
  }
}
