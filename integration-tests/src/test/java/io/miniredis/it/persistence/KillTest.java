package io.miniredis.it.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.it.MiniRedisProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Response;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The server is killed in the middle of its work, again and again, also while it rewrites its file
 * and while it loads it. With {@code appendfsync always} nothing is lost that was acknowledged, and
 * transactions and scripts are there whole or not at all. {@code -Dkills=N} for more of them.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 20);
  private static final int CLIENTS = 4;
  private static final String SCRIPT =
      "redis.call('incr', KEYS[1]) redis.call('incr', KEYS[2]) return 1";

  @TempDir Path directory;
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<Load> loads = new ArrayList<>();
  private long acknowledged;
  private long killedWhileLoading;

  /** One client's counters: how often each was sent, and how often that was acknowledged. */
  private static final class Load implements Runnable {
    private final int number;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile int port;

    Load(int number) {
      this.number = number;
    }

    String key(String name) {
      return "{" + number + "}" + name;
    }

    @Override
    public void run() {
      try (Jedis redis = new Jedis("127.0.0.1", port)) {
        while (true) {
          sent.incrementAndGet();
          redis.incr(key("count"));
          try (Transaction transaction = redis.multi()) {
            transaction.incr(key("a"));
            Response<Long> b = transaction.incr(key("b"));
            transaction.exec();
            assertThat(b.get()).isPositive();
          }
          redis.eval(SCRIPT, 2, key("c"), key("d"));
          acknowledged.incrementAndGet();
        }
      } catch (JedisException killed) {
        Thread.currentThread().isInterrupted();
      }
    }
  }

  private MiniRedisProcess launch() {
    return MiniRedisProcess.launch(
        "--dir", directory.toString(),
        "--appendonly", "yes",
        "--appendfsync", "always",
        "--auto-aof-rewrite-percentage", "0",
        "--save", "");
  }

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    System.out.println("seed " + seed);
    for (int i = 0; i < CLIENTS; i++) {
      loads.add(new Load(i));
    }
    for (int kill = 0; kill < KILLS; kill++) {
      if (random.nextInt(4) == 0) {
        killWhileItLoads();
      }
      try (MiniRedisProcess server = launch().answering()) {
        check(server.port());
        killUnderLoad(server);
      }
    }
    try (MiniRedisProcess server = launch().answering()) {
      check(server.port());
    }
    System.out.printf(
        "%d kills, %d of them while it loaded: %d rounds acknowledged, lost 0%n",
        KILLS + killedWhileLoading, killedWhileLoading, acknowledged);
    assertThat(acknowledged).isGreaterThan(KILLS);
  }

  private void killWhileItLoads() throws Exception {
    try (MiniRedisProcess server = launch()) {
      TimeUnit.MILLISECONDS.sleep(100 + random.nextInt(500)); // wherever it is then
      server.handle().destroyForcibly();
      server.awaitExit();
      killedWhileLoading++;
    }
  }

  private void killUnderLoad(MiniRedisProcess server) throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (Load load : loads) {
      load.port = server.port();
      threads.add(Thread.ofPlatform().daemon().start(load));
    }
    TimeUnit.MILLISECONDS.sleep(20 + random.nextInt(200)); // wherever it is then
    if (random.nextBoolean()) {
      try (Jedis redis = new Jedis("127.0.0.1", server.port())) {
        redis.bgrewriteaof();
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(10));
    }
    server.handle().destroyForcibly();
    server.awaitExit();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void check(int port) {
    acknowledged = 0;
    try (Jedis redis = new Jedis("127.0.0.1", port)) {
      for (Load load : loads) {
        long count = number(redis, load.key("count"));
        long a = number(redis, load.key("a"));
        long b = number(redis, load.key("b"));
        long c = number(redis, load.key("c"));
        long d = number(redis, load.key("d"));
        assertThat(a).as("MULTI is all or nothing").isEqualTo(b);
        assertThat(c).as("a script is all or nothing").isEqualTo(d);
        long least = load.acknowledged.get();
        assertThat(List.of(count, a, c))
            .allSatisfy(n -> assertThat(n).isBetween(least, load.sent.get()));
        acknowledged += least;
        assertThat(count).isGreaterThanOrEqualTo(a);
        assertThat(a).isGreaterThanOrEqualTo(c);
      }
    }
  }

  private static long number(Jedis redis, String key) {
    String text = redis.get(key);
    return text == null ? 0 : Long.parseLong(text);
  }
}
