package io.miniredis.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets the jobs of a {@link Worker}: one Q.GET at a time, tried again for ever when it fails. */
final class Fetcher {
  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

  private final Timer timer;
  private final WaitPool pool;
  private final List<String> names;
  private final Consumer<List<RawJob>> arrived;
  private final BooleanSupplier idle;
  private final Runnable drained;
  private final GetLane lane;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean asked;
  private boolean stopped;
  private int failures;
  private @Nullable CompletableFuture<List<RawJob>> underWay;

  /**
   * @param arrived takes the jobs
   * @param idle whether nothing could go back to the queue
   * @param drained learns that the queue is shut down and has none left, nor will have; or that the
   *     client is closed
   */
  Fetcher(
      Lanes lanes,
      List<String> names,
      WorkerOptions options,
      Consumer<List<RawJob>> arrived,
      BooleanSupplier idle,
      Runnable drained) {
    this.timer = lanes.waits().timer();
    this.pool = lanes.waits().pool();
    this.names = names;
    this.arrived = arrived;
    this.idle = idle;
    this.drained = drained;
    this.lane = lanes.newGet(names, options.lease().toMillis());
  }

  /** Gets at least one job and at most so many, unless it is at it already. */
  void fetch(int most) {
    lock.lock();
    try {
      if (asked || stopped) {
        return;
      }
      asked = true;
    } finally {
      lock.unlock();
    }
    take(most);
  }

  private void take(int most) {
    boolean wasIdle = idle.getAsBoolean(); // before it is asked: what goes back later may be had
    CompletableFuture<List<RawJob>> jobs = lane.take(most);
    boolean useless;
    lock.lock();
    try {
      underWay = jobs;
      useless = stopped;
    } finally {
      lock.unlock();
    }
    if (useless) {
      jobs.cancel(false);
    }
    jobs.whenComplete((came, problem) -> answered(most, wasIdle, came, problem));
  }

  private void answered(
      int most, boolean wasIdle, @Nullable List<RawJob> jobs, @Nullable Throwable problem) {
    if (jobs == null) {
      failed(
          most, wasIdle, Connector.cause(problem == null ? new NullPointerException() : problem));
      return;
    }
    free();
    arrived.accept(jobs);
  }

  private void free() {
    lock.lock();
    try {
      asked = false;
      underWay = null;
      failures = 0;
    } finally {
      lock.unlock();
    }
  }

  private void failed(int most, boolean wasIdle, Throwable problem) {
    long pause;
    lock.lock();
    try {
      if (stopped) {
        return;
      }
      pause = Timer.backoff(failures + 4);
      if (failures++ == 0 && !(problem instanceof QueueShutDownException)) {
        LOG.warn("no jobs from {}, trying again: {}", names, problem.toString());
      }
    } finally {
      lock.unlock();
    }
    if (problem instanceof QueueShutDownException && wasIdle || pool.isClosed()) {
      free();
      drained.run();
      return;
    }
    timer.after(pause, () -> take(most));
  }

  /** Fetches no more. */
  void stop() {
    CompletableFuture<List<RawJob>> useless;
    lock.lock();
    try {
      stopped = true;
      useless = underWay;
    } finally {
      lock.unlock();
    }
    if (useless != null) {
      useless.cancel(false);
    }
  }

  /** Completes when nothing waits at the server any more. */
  CompletableFuture<Void> quiet() {
    return lane.quiet();
  }
}
