package io.miniredis.examples;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.with;

import io.miniredis.async.Async;
import io.miniredis.async.AsyncContext;
import io.miniredis.async.CancelledError;
import io.miniredis.async.Task;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Part 7: async context managers, which leave what they entered however the body ends. */
final class Part07 implements Example {
  private record Session(PrintStream out, String name) implements AsyncContext<Session> {
    @Override
    public Session aenter() {
      sleep(0.01);
      out.println("open " + name);
      return this;
    }

    @Override
    public boolean aexit(@Nullable Throwable problem) {
      String why = problem == null ? "" : " after " + problem.getClass().getSimpleName();
      sleep(0.01);
      out.println("close " + name + why);
      return false;
    }
  }

  @Override
  public void run(PrintStream out, Arguments arguments) {
    Async.run(
        () -> {
          with(
              new Session(out, "outer"),
              outer -> {
                with(
                    new Session(out, "inner"),
                    inner -> {
                      out.println("in " + outer.name() + " and " + inner.name());
                    });
              });
          try {
            with(
                new Session(out, "failing"),
                (Session session) -> {
                  throw new IllegalStateException("boom");
                });
          } catch (IllegalStateException problem) {
            out.println("the exception goes on: " + problem.getMessage());
          }
          Task<?> task =
              createTask(
                  () ->
                      with(
                          new Session(out, "cancelled"),
                          session -> {
                            sleep(3600.0);
                          }));
          sleep(0.05);
          task.cancel();
          try {
            await(task);
          } catch (CancelledError cancelled) {
            out.println("the task was cancelled");
          }
        });
  }
}
