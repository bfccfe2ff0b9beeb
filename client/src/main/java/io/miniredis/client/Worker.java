package io.miniredis.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a handler for the jobs of one or several queues, so many at a time.
 *
 * <pre>{@code
 * Worker worker = Worker.builder(emails, job -> send(job.payload())).concurrency(20).start();
 * ...
 * worker.close(); // finishes what it began
 * }</pre>
 *
 * <p>Jobs are fetched ahead and acknowledged in groups, their leases are prolonged until the
 * handler has returned, also while they wait here. What fails goes back as {@link RetryPolicy}
 * says. A worker survives a restart of the server and lost connections. It ends by itself when its
 * queue is shut down and empty, and by {@link #stop}.
 */
public final class Worker implements AutoCloseable {
  private final WorkerOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<HeldJob> fetched = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CompletableFuture<Void> terminated = new CompletableFuture<>();
  private final HeldJobs held;
  private final Fetcher fetcher;
  private final JobRunner runner;
  private boolean stopping;
  private boolean drained;

  Worker(AsyncQueue<?> queue, List<String> names, WorkerOptions options, JobRunner.Body body) {
    this.options = options;
    CommandLink link = queue.lanes().waits().link();
    held = new HeldJobs(queue.lanes().waits(), options);
    runner = new JobRunner(link, held, options, body);
    fetcher =
        new Fetcher(queue.lanes(), names, options, this::arrived, this::isIdle, this::drained);
  }

  /**
   * A worker that does something with each job.
   *
   * @param queue from where it takes jobs
   */
  public static <T> WorkerBuilder builder(Queue<T> queue, Handler<T> handler) {
    return builder(List.of(queue), handler);
  }

  /**
   * A worker for several queues: jobs are taken from the first that has one.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static <T> WorkerBuilder builder(List<Queue<T>> queues, Handler<T> handler) {
    Codec<T> codec = WorkerBuilder.first(queues).codec();
    return new WorkerBuilder(
        queues,
        raw -> {
          handler.handle(raw.decode(codec));
          return null;
        });
  }

  /**
   * A worker that answers each job with a result, which {@link Queue#result} tells.
   *
   * @param results how results become bytes
   */
  public static <T, R> WorkerBuilder builder(
      Queue<T> queue, ResultHandler<T, R> handler, Codec<R> results) {
    Codec<T> codec = queue.async().codec();
    return new WorkerBuilder(
        List.of(queue), raw -> results.encode(handler.handle(raw.decode(codec))));
  }

  void start() {
    held.start();
    more();
  }

  // ---- fetching

  /** Asks for more jobs when there is nothing to do, or room for a good part of the most. */
  private void more() {
    int room;
    lock.lock();
    try {
      room = options.most() - held.size();
      boolean hungry = fetched.isEmpty() && threads.size() < options.concurrency();
      if (stopping || drained || room <= 0 || !(hungry || room >= options.most() / 2)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    fetcher.fetch(room);
  }

  private void arrived(List<RawJob> jobs) {
    options.listener().fetched(jobs.size());
    List<HeldJob> taken = held.add(jobs);
    boolean tooLate;
    lock.lock();
    try {
      tooLate = stopping;
      if (!tooLate) {
        fetched.addAll(taken);
        startThreads();
      }
    } finally {
      lock.unlock();
    }
    if (tooLate) {
      runner.release(taken);
    }
    more();
  }

  /** Whether nothing is held, and nothing on the way back to the queue. */
  private boolean isIdle() {
    return held.size() == 0 && runner.isIdle();
  }

  private void drained() {
    lock.lock();
    try {
      drained = true;
    } finally {
      lock.unlock();
    }
    endIfNothingLeft();
  }

  // ---- running

  private void startThreads() {
    int wanted = Math.min(options.concurrency() - threads.size(), fetched.size());
    for (int i = 0; i < wanted; i++) {
      Thread thread = options.threads().newThread(this::runJobs);
      threads.add(thread);
      thread.start();
    }
  }

  private void runJobs() {
    for (HeldJob job = next(); job != null; job = next()) {
      more();
      runner.run(job);
      Thread.interrupted(); // what one handler left behind is none of the next one's business
    }
    more();
    endIfNothingLeft();
  }

  /** The next job, or null if this thread has nothing left to do. */
  private @Nullable HeldJob next() {
    lock.lock();
    try {
      HeldJob job = stopping ? null : fetched.poll();
      if (job == null) {
        threads.remove(Thread.currentThread());
      }
      return job;
    } finally {
      lock.unlock();
    }
  }

  private void endIfNothingLeft() {
    lock.lock();
    try {
      if (!(stopping || drained) || !threads.isEmpty() || !fetched.isEmpty()) {
        return;
      }
    } finally {
      lock.unlock();
    }
    CompletableFuture.allOf(fetcher.quiet(), runner.quiet())
        .whenComplete(
            (nothing, problem) -> {
              held.stop();
              terminated.complete(null);
            });
  }

  // ---- the end

  /** Completes when it has ended: by {@link #stop}, or because its queue is shut down and empty. */
  public CompletableFuture<Void> terminated() {
    return terminated.copy();
  }

  /**
   * Waits until it has ended.
   *
   * @throws InterruptedException if interrupted before; it goes on then
   */
  public void join() throws InterruptedException {
    try {
      terminated.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Fetches no more jobs, gives back those whose handlers were not called yet, and lets the others
   * finish. Handlers that are not through in time are interrupted, and their jobs given back too:
   * such attempts do not count. One that finishes all the same has its job done twice.
   *
   * @param grace how long handlers have
   * @return whether all handlers finished in time
   * @throws InterruptedException if interrupted while handlers finish; they are interrupted then
   */
  public boolean stop(Duration grace) throws InterruptedException {
    stopFetching();
    try {
      terminated.get(grace.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      if (!terminated.isDone()) {
        giveUp();
      }
    }
  }

  /** As {@link #stop}, with the grace that the builder was told; if interrupted, with none. */
  @Override
  public void close() {
    try {
      stop(options.grace());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopFetching() {
    List<HeldJob> unstarted;
    lock.lock();
    try {
      stopping = true;
      unstarted = new ArrayList<>(fetched);
      fetched.clear();
    } finally {
      lock.unlock();
    }
    fetcher.stop();
    runner.release(unstarted);
    endIfNothingLeft();
  }

  private void giveUp() {
    List<Thread> late;
    lock.lock();
    try {
      late = List.copyOf(threads);
      threads.clear();
    } finally {
      lock.unlock();
    }
    runner.release(held.all());
    late.forEach(Thread::interrupt);
    runner.quiet().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    endIfNothingLeft();
  }
}
