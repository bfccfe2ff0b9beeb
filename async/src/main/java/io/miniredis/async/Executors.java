package io.miniredis.async;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The thread pools of one loop, made when first used, in the loop. */
final class Executors {
  private static final int IDLE_SECONDS = 10;

  private @Nullable ExecutorService ownBlocking;
  private @Nullable ExecutorService computing;
  private @Nullable Executor given;
  private boolean shutDown;

  /**
   * For calls that block: as many threads as asyncio's default executor, processors + 4, at most
   * 32.
   */
  Executor forBlocking() {
    if (shutDown) {
      throw new RuntimeError(
          "the default executor was shut down: give runInExecutor one of your own");
    }
    Executor pool = given;
    if (pool != null) {
      return pool;
    }
    ExecutorService own = ownBlocking;
    if (own == null) {
      own = pool(Math.min(32, Runtime.getRuntime().availableProcessors() + 4), "async-blocking");
      ownBlocking = own;
    }
    return own;
  }

  /** For calculations: one thread a processor. */
  Executor forComputing() {
    if (shutDown) {
      throw new RuntimeError("the loop's pools were shut down: give runInExecutor one of your own");
    }
    ExecutorService pool = computing;
    if (pool == null) {
      pool = pool(Runtime.getRuntime().availableProcessors(), "async-computing");
      computing = pool;
    }
    return pool;
  }

  void useForBlocking(Executor pool) {
    given = pool;
  }

  /**
   * Refuses new work, and lets the calling coroutine wait for what the loop's own threads still do.
   */
  void shutdown(EventLoop loop) {
    shutDown = true;
    for (ExecutorService pool : new @Nullable ExecutorService[] {ownBlocking, computing}) {
      if (pool != null) {
        pool.shutdown();
        Future<@Nullable Void> ended = loop.createFuture();
        loop.agenda.abroad.incrementAndGet();
        Thread.ofVirtual().start(() -> awaitEnd(loop, pool, ended));
        ended.await();
      }
    }
  }

  private static void awaitEnd(EventLoop loop, ExecutorService pool, Future<@Nullable Void> ended) {
    boolean interrupted = false;
    for (boolean over = false; !over; ) {
      try {
        over = pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    loop.ifOpen(
        () -> {
          loop.agenda.abroad.decrementAndGet();
          if (!ended.done()) {
            ended.setResult(null);
          }
        });
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the threads end when their work is done; does not wait for that. */
  void close() {
    if (ownBlocking != null) {
      ownBlocking.shutdown();
    }
    if (computing != null) {
      computing.shutdown();
    }
  }

  private static ExecutorService pool(int threads, String name) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
