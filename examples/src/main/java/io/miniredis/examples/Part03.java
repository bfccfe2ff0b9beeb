package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.Coroutine;
import io.miniredis.async.RuntimeError;
import java.io.PrintStream;

/** Part 3: coroutines. Any method that awaits is one; {@link Coroutine} is one as a value. */
final class Part03 implements Example {
  private static int slowSquare(int number) {
    sleep(0.01);
    return number * number;
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          out.println("called like any method: " + slowSquare(7));
          Coroutine<Integer> later =
              Coroutine.of(
                  () -> {
                    out.println("the body runs now");
                    return slowSquare(8);
                  });
          out.println("made, and nothing of it ran");
          out.println("awaited: " + await(later));
          try {
            await(later);
          } catch (RuntimeError again) {
            out.println("awaited again: " + again.getMessage());
          }
        });
  }
}
