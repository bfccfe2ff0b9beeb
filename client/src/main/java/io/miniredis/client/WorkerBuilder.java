package io.miniredis.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Collects what a {@link Worker} is to be like. */
public final class WorkerBuilder {
  private final AsyncQueue<?> queue;
  private final List<String> names = new ArrayList<>();
  private final JobRunner.Body body;
  private int concurrency = 10;
  private int prefetch = -1;
  private Duration lease = Duration.ofSeconds(30);
  private RetryPolicy retry = RetryPolicy.ofQueue();
  private Duration grace = Duration.ofSeconds(30);
  private ThreadFactory threads = Thread.ofVirtual().name("mini-redis-worker-", 0).factory();
  private WorkerListener listener = new WorkerListener() {};

  <T> WorkerBuilder(List<Queue<T>> queues, JobRunner.Body body) {
    this.queue = first(queues);
    for (Queue<T> each : queues) {
      names.add(each.name());
    }
    this.body = body;
  }

  static <T> AsyncQueue<T> first(List<Queue<T>> queues) {
    if (queues.isEmpty()) {
      throw new IllegalArgumentException("a worker needs a queue");
    }
    return queues.get(0).async();
  }

  /** How many handlers run at once, at most: 10 unless set. */
  public WorkerBuilder concurrency(int concurrency) {
    this.concurrency = positive("concurrency", concurrency, 1);
    return this;
  }

  /**
   * How many jobs may wait here for a handler to be free: as many as run at once, unless set. More
   * keep short jobs going without pause; fewer let other workers have them.
   */
  public WorkerBuilder prefetch(int jobs) {
    this.prefetch = positive("prefetch", jobs, 0);
    return this;
  }

  /**
   * How long the server waits for a sign of life before it gives a job to another: 30 seconds
   * unless set. Handlers may take longer: leases are prolonged while they run.
   *
   * @param lease to the millisecond, at least 10
   */
  public WorkerBuilder lease(Duration lease) {
    positive("lease in milliseconds", (int) Math.min(lease.toMillis(), Integer.MAX_VALUE), 10);
    this.lease = lease;
    return this;
  }

  /** What becomes of jobs whose handler threw: {@link RetryPolicy#ofQueue} unless set. */
  public WorkerBuilder retry(RetryPolicy policy) {
    this.retry = policy;
    return this;
  }

  /** How long {@link Worker#close} lets handlers finish: 30 seconds unless set. */
  public WorkerBuilder grace(Duration grace) {
    this.grace = grace;
    return this;
  }

  /** Makes the threads that handlers run on: virtual ones unless set. */
  public WorkerBuilder threads(ThreadFactory factory) {
    this.threads = factory;
    return this;
  }

  /** Who learns what the worker does. */
  public WorkerBuilder listener(WorkerListener listener) {
    this.listener = listener;
    return this;
  }

  /** Starts it. */
  public Worker start() {
    Worker worker =
        new Worker(
            queue,
            List.copyOf(names),
            new WorkerOptions(
                concurrency,
                prefetch < 0 ? concurrency : prefetch,
                lease,
                retry,
                grace,
                threads,
                listener),
            body);
    worker.start();
    return worker;
  }

  private static int positive(String what, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", was " + value);
    }
    return value;
  }
}
