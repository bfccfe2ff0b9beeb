package io.miniredis.benchmarks;

import io.miniredis.client.Codec;
import io.miniredis.client.MiniRedisQueues;
import io.miniredis.client.Queue;
import io.miniredis.client.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many jobs a second the Java worker processes whose handler does nothing: so many jobs are put
 * first, then the time is taken from the start of the worker until the last one is acknowledged.
 * Prints one line a round.
 *
 * <p>Arguments: the server's port, jobs a round, rounds, jobs at once, bytes of a payload.
 */
public final class QueueWorkers {
  private static final int BATCH = 1000;

  private QueueWorkers() {}

  public static void main(String[] arguments) throws InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    int jobs = Integer.parseInt(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    int concurrency = Integer.parseInt(arguments[3]);
    byte[] payload = "x".repeat(Integer.parseInt(arguments[4])).getBytes(StandardCharsets.US_ASCII);
    try (MiniRedisQueues queues = MiniRedisQueues.connect("redis://127.0.0.1:" + port)) {
      Queue<byte[]> queue = queues.queue("benchmark", Codec.bytes());
      for (int round = 0; round < rounds; round++) {
        long putting = System.nanoTime();
        put(queue, payload, jobs);
        long start = System.nanoTime();
        process(queue, concurrency);
        long end = System.nanoTime();
        System.out.printf(
            "%.0f jobs processed a second (put %.0f a second)%n",
            jobs * 1e9 / (end - start), jobs * 1e9 / (start - putting));
      }
    }
  }

  private static void put(Queue<byte[]> queue, byte[] payload, int jobs)
      throws InterruptedException {
    List<byte[]> batch = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      batch.add(payload);
      if (batch.size() == BATCH || i == jobs - 1) {
        queue.putAll(batch);
        batch.clear();
      }
    }
  }

  private static void process(Queue<byte[]> queue, int concurrency) throws InterruptedException {
    Worker worker =
        Worker.builder(queue, job -> {})
            .concurrency(concurrency)
            .prefetch(Math.max(concurrency, BATCH))
            .start();
    queue.join();
    worker.stop(Duration.ofSeconds(10));
  }
}
