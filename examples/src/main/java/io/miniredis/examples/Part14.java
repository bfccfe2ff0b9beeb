package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.runInExecutor;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.Task;
import java.io.PrintStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Part 14: calls that block go to a pool of threads, and the loop stays free. */
final class Part14 implements Example {
  private static String blocking(int number) throws InterruptedException {
    Thread.sleep(200);
    return "blocking call " + number;
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      Async.run(
          () -> {
            Stopwatch watch = new Stopwatch();
            Task<?> heart =
                createTask(
                    () -> {
                      for (int i = 0; i < 2; i++) {
                        out.println("the loop is free");
                        sleep(0.05);
                      }
                    });
            out.println(
                await(
                    gather(
                        runInExecutor(pool, () -> blocking(1)),
                        runInExecutor(pool, () -> blocking(2)),
                        runInExecutor(null, () -> blocking(3)))));
            await(heart);
            out.println("took " + watch);
          });
    }
  }
}
