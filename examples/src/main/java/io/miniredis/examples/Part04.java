package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;

import io.miniredis.async.Async;
import io.miniredis.async.Future;
import io.miniredis.async.InvalidStateError;
import java.io.PrintStream;

/** Part 4: futures, results that somebody sets later. */
final class Part04 implements Example {
  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          Future<String> future = new Future<>();
          future.addDoneCallback(done -> out.println("callback: " + done.result()));
          createTask(
              () -> {
                sleep(0.02);
                out.println("the task sets the result");
                future.setResult("the answer");
              });
          out.println("done before: " + future.done());
          out.println("awaited: " + await(future));
          out.println("done after: " + future.done());
          try {
            future.setResult("another");
          } catch (InvalidStateError twice) {
            out.println("a result is set once: " + twice.getClass().getSimpleName());
          }
          Future<String> failing = new Future<>();
          failing.setException(new IllegalStateException("went wrong"));
          try {
            await(failing);
          } catch (IllegalStateException problem) {
            out.println("awaiting a failure throws it: " + problem.getMessage());
          }
          sleep(0);
        });
  }
}
