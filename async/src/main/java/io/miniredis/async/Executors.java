package io.miniredis.async;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The thread pools of one loop, made when first used. */
final class Executors {
  private static final int IDLE_SECONDS = 10;

  private @Nullable ExecutorService blocking;
  private @Nullable ExecutorService computing;

  /**
   * For calls that block: as many threads as asyncio's default executor, processors + 4, at most
   * 32.
   */
  synchronized ExecutorService forBlocking() {
    ExecutorService pool = blocking;
    if (pool == null) {
      pool = pool(Math.min(32, Runtime.getRuntime().availableProcessors() + 4), "async-blocking");
      blocking = pool;
    }
    return pool;
  }

  /** For calculations: one thread a processor. */
  synchronized ExecutorService forComputing() {
    ExecutorService pool = computing;
    if (pool == null) {
      pool = pool(Runtime.getRuntime().availableProcessors(), "async-computing");
      computing = pool;
    }
    return pool;
  }

  synchronized void useForBlocking(ExecutorService pool) {
    blocking = pool;
  }

  /** The default pool's threads, null if it was never used. Further calls make a new one. */
  synchronized @Nullable ExecutorService takeBlocking() {
    ExecutorService pool = blocking;
    blocking = null;
    return pool;
  }

  /** Lets the threads end when their work is done; does not wait for that. */
  synchronized void close() {
    if (blocking != null) {
      blocking.shutdown();
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
