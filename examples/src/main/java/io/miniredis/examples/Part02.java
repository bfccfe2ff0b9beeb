package io.miniredis.examples;

import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.EventLoop;
import java.io.PrintStream;

/** Part 2: running a coroutine to completion. */
final class Part02 implements Example {
  private static String hello(PrintStream out) {
    out.println("hello ...");
    sleep(0.05);
    out.println("... world");
    return "done";
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    try (EventLoop loop = EventLoop.newEventLoop()) {
      String result = loop.runUntilComplete(() -> hello(out));
      out.println("runUntilComplete gave: " + result);
    }
    String result = Async.<String>run(() -> hello(out));
    out.println("Async.run gave: " + result);
  }
}
