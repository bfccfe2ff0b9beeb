package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.Task;
import java.io.PrintStream;

/** Part 10: createTask makes things happen at the same time; plain calls one after the other. */
final class Part10 implements Example {
  private static void say(PrintStream out, double after, String what) {
    sleep(after);
    out.println(what);
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          Stopwatch first = new Stopwatch();
          say(out, 0.1, "hello");
          say(out, 0.2, "world");
          out.println("one after the other: " + first);

          Stopwatch second = new Stopwatch();
          Task<?> world = createTask(() -> say(out, 0.2, "world"));
          Task<?> hello = createTask(() -> say(out, 0.1, "hello"));
          await(world);
          await(hello);
          out.println("as tasks: " + second);
        });
  }
}
