package io.miniredis.examples;

import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.with;

import io.miniredis.async.Async;
import io.miniredis.async.AsyncGenerator;
import java.io.PrintStream;

/** Part 9: async generators, which run as far as they are asked to. */
final class Part09 implements Example {
  private static AsyncGenerator<Long> fibonacci(PrintStream out) {
    return AsyncGenerator.of(
        numbers -> {
          out.println("generator begins");
          try {
            for (long a = 0, b = 1; ; b += a, a = b - a) {
              sleep(0.005);
              numbers.yield(a);
            }
          } finally {
            out.println("generator is closed");
          }
        });
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          AsyncGenerator<Long> numbers = fibonacci(out);
          out.println("made, and nothing of it ran");
          with(
              numbers,
              generator -> {
                for (long number : generator) {
                  out.println(number);
                  if (number > 10) {
                    break;
                  }
                }
              });
        });
  }
}
