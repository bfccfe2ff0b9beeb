package io.miniredis.examples;

import io.miniredis.async.Async;
import io.miniredis.async.EventLoop;
import java.io.PrintStream;

/** Part 1: obtaining the running loop, or creating one. */
final class Part01 implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) {
    out.println("outside a coroutine no loop runs: " + (EventLoop.runningLoopOrNull() == null));
    EventLoop loop = EventLoop.newEventLoop();
    out.println("a new loop: running=" + loop.isRunning() + " closed=" + loop.isClosed());
    loop.runUntilComplete(
        () -> {
          boolean same = EventLoop.getRunningLoop() == loop;
          out.println("inside it is found: " + same + ", running=" + loop.isRunning());
        });
    loop.close();
    out.println("after close(): running=" + loop.isRunning() + " closed=" + loop.isClosed());
    Async.run(() -> out.println("Async.run made another: " + (EventLoop.getRunningLoop() != loop)));
  }
}
