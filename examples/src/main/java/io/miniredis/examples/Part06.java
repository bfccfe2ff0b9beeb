package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.Awaitable;
import java.io.PrintStream;

/** Part 6: awaitables of one's own. */
final class Part06 implements Example {
  /** Counts down while it is awaited; can be awaited as often as one likes. */
  private record Countdown(PrintStream out, String name, int from) implements Awaitable<String> {
    @Override
    public String await() {
      for (int i = from; i > 0; i--) {
        out.println(name + " " + i);
        sleep(0.02);
      }
      return name + " lift-off";
    }
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          Countdown rocket = new Countdown(out, "rocket", 2);
          out.println(await(rocket));
          out.println(await(gather(rocket, new Countdown(out, "probe", 1))));
        });
  }
}
