package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.timeout;
import static io.miniredis.async.Async.with;
import static io.miniredis.async.Async.wrapFuture;

import io.miniredis.async.Async;
import io.miniredis.async.CancelledError;
import io.miniredis.async.Task;
import io.miniredis.async.TimeoutError;
import io.miniredis.client.AsyncQueue;
import io.miniredis.client.Codec;
import io.miniredis.client.Job;
import io.miniredis.client.MiniRedisQueues;
import io.miniredis.server.MiniRedis;
import java.io.PrintStream;
import java.time.Duration;

/**
 * A producer and a consumer that never end, over a queue of a Mini-Redis server in this program,
 * whose futures the coroutines await. Ctrl-C, or the time of {@code --for}, ends them.
 */
final class Endless implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) {
    try (MiniRedis server = MiniRedis.builder().port(arguments.port(0)).config("save", "").start();
        MiniRedisQueues queues = MiniRedisQueues.connect(server.uri())) {
      out.println("a server listens on port " + server.port() + "; Ctrl-C ends");
      AsyncQueue<String> queue = queues.queue("numbers", Codec.string()).async();
      Async.run(
          () -> {
            Task<?> consumer = createTask(() -> consume(queue, out));
            try {
              with(
                  timeout(Duration.ofMillis(arguments.millis())),
                  limit -> {
                    produce(queue, out);
                  });
            } catch (TimeoutError over) {
              out.println("the time is over");
            } finally {
              consumer.cancel();
            }
          });
    } catch (CancelledError interrupted) {
      out.println("interrupted");
    }
  }

  private static void produce(AsyncQueue<String> queue, PrintStream out) {
    for (int number = 1; ; number++) {
      await(wrapFuture(queue.put("number " + number)));
      out.println("produced number " + number);
      sleep(0.3);
    }
  }

  private static void consume(AsyncQueue<String> queue, PrintStream out) {
    for (; ; ) {
      Job<String> job = await(wrapFuture(queue.get()));
      out.println("consumed " + job.payload());
      await(wrapFuture(queue.taskDone(job)));
    }
  }
}
