package io.miniredis.it.clients;

import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;
import org.redisson.config.Protocol;

/** Redisson as its tests start it: few threads, few connections, and a watchdog that hurries. */
final class Redissons {
  /** What a test waits at most for a thing that ought to be there at once. */
  static final long PATIENCE_SECONDS = 20;

  /** Milliseconds a lock without a lease lives unless its holder prolongs it. */
  static final long WATCHDOG = 1_500;

  private Redissons() {}

  static RedissonClient connect(MiniRedisProcess server, Protocol protocol) {
    Config config = new Config();
    config.setProtocol(protocol);
    config.setThreads(8).setNettyThreads(2);
    config.setLockWatchdogTimeout(WATCHDOG);
    config
        .useSingleServer()
        .setAddress("redis://127.0.0.1:" + server.port())
        .setClientName("redisson-test")
        .setConnectionMinimumIdleSize(1)
        .setConnectionPoolSize(16)
        .setSubscriptionConnectionMinimumIdleSize(1)
        .setReconnectionDelay(new ConstantDelay(Duration.ofMillis(20)))
        .setTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    return Redisson.create(config);
  }

  /** The next thing heard, which comes in time or fails the test. */
  static <T> T next(BlockingQueue<T> heard) throws InterruptedException {
    T next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " seconds");
    }
    return next;
  }
}
