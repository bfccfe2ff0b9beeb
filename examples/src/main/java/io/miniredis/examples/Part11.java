package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import java.io.PrintStream;

/** Part 11: gather with sleep, and what blocking the loop does to it. */
final class Part11 implements Example {
  private static int polite(PrintStream out, int number) {
    out.println("begin " + number);
    sleep(0.1);
    out.println("end " + number);
    return number;
  }

  /** Keeps the turn while it sleeps: nobody else of the loop can run. */
  private static int rude(PrintStream out, int number) throws InterruptedException {
    out.println("begin " + number);
    Thread.sleep(100);
    out.println("end " + number);
    return number;
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          Stopwatch together = new Stopwatch();
          out.println(
              await(gather(() -> polite(out, 1), () -> polite(out, 2), () -> polite(out, 3))));
          out.println("gather with sleep: " + together);
          Stopwatch blocked = new Stopwatch();
          out.println(await(gather(() -> rude(out, 1), () -> rude(out, 2), () -> rude(out, 3))));
          out.println("gather with Thread.sleep: " + blocked);
        });
  }
}
