package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.CancelledError;
import io.miniredis.async.Task;
import java.io.PrintStream;

/** Part 5: tasks, coroutines that run by themselves. */
final class Part05 implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          Task<Integer> sum =
              createTask(
                  "adder",
                  () -> {
                    sleep(0.02);
                    return 1 + 2;
                  });
          out.println(sum.getName() + " is done: " + sum.done());
          out.println(sum.getName() + " gave " + await(sum));

          Task<?> sleeper =
              createTask(
                  "sleeper",
                  () -> {
                    try {
                      sleep(3600.0);
                    } finally {
                      out.println("sleeper cleans up");
                    }
                  });
          sleep(0);
          sleeper.cancel("enough");
          try {
            await(sleeper);
          } catch (CancelledError cancelled) {
            out.println("sleeper was cancelled: " + sleeper.cancelled());
          }

          Task<?> failing =
              createTask(
                  "failing",
                  () -> {
                    throw new IllegalStateException("boom");
                  });
          failing.addDoneCallback(
              done -> out.println("callback sees " + String.valueOf(done.exception())));
          sleep(0.01);
        });
  }
}
