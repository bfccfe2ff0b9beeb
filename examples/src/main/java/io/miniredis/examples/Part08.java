package io.miniredis.examples;

import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.AsyncIterator;
import io.miniredis.async.StopAsyncIteration;
import java.io.PrintStream;

/** Part 8: async iterators. Java's plain {@code for} waits for each element. */
final class Part08 implements Example {
  private static final class Ticker implements AsyncIterator<Integer> {
    private final int last;
    private int tick;

    Ticker(int last) {
      this.last = last;
    }

    @Override
    public Integer anext() throws StopAsyncIteration {
      if (tick == last) {
        throw new StopAsyncIteration();
      }
      sleep(0.01);
      return ++tick;
    }
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          for (int tick : new Ticker(3)) {
            out.println("tick " + tick);
          }
          out.println("over");
        });
  }
}
