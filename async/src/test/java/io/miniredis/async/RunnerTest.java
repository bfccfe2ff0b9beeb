package io.miniredis.async;

import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code Async.run}, {@code Runner}, and {@code TestLoop}. */
class RunnerTest {
  private final List<Object> seen = new ArrayList<>();

  @Test
  void theEndOfTheRunCancelsAndAwaitsWhatIsLeft() {
    TestLoop.run(
        () -> {
          createTask(
              () -> {
                try {
                  sleep(60);
                } finally {
                  sleep(1);
                  seen.add("cleaned up");
                }
              });
          sleep(0);
          seen.add("main ends");
        });
    assertThat(seen).containsExactly("main ends", "cleaned up");
  }

  @Test
  void whatATaskThrowsWhileItIsCancelledAtTheEndIsReported() {
    EventLoop loop = TestLoop.newEventLoop();
    loop.setExceptionHandler((l, problem) -> seen.add(problem.exception().getMessage()));
    try (Runner runner = new Runner(loop)) {
      runner.run(
          () -> {
            createTask(
                () -> {
                  try {
                    sleep(60);
                  } catch (CancelledError cancelled) {
                    throw new IOException("clean-up failed");
                  }
                });
            sleep(0);
            return 0;
          });
    }
    assertThat(seen).containsExactly("clean-up failed");
  }

  @Test
  void theExceptionOfMainIsThrownAsItIs() {
    IOException thrown = new IOException("main");
    assertThatThrownBy(
            () ->
                Async.run(
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  @Test
  void aRunnerKeepsLoopAndContextBetweenItsRuns() {
    ContextVar<String> variable = new ContextVar<>("variable");
    try (Runner runner = new Runner(TestLoop.newEventLoop())) {
      runner.run(() -> variable.set("kept"));
      String value = runner.run(() -> variable.get());
      assertThat(value).isEqualTo("kept");
      assertThat(runner.run(EventLoop::getRunningLoop)).isSameAs(runner.getLoop());
    }
  }

  @Test
  void aClosedRunnerRunsNothing() {
    Runner runner = new Runner();
    runner.close();
    runner.close();
    assertThatThrownBy(() -> runner.run(() -> 1)).isInstanceOf(RuntimeError.class);
  }

  @Test
  void interruptingTheThreadThatRunsCancelsTheMainTask() throws InterruptedException {
    Thread[] caller = new Thread[1];
    Thread runs =
        new Thread(
            () -> {
              caller[0] = Thread.currentThread();
              try {
                Async.run(
                    () -> {
                      createTask(() -> caller[0].interrupt());
                      try {
                        sleep(60);
                      } finally {
                        seen.add("cleaned up");
                      }
                    });
              } catch (CancelledError cancelled) {
                seen.add("cancelled, interrupted " + Thread.currentThread().isInterrupted());
              }
            });
    runs.start();
    runs.join();
    assertThat(seen).containsExactly("cleaned up", "cancelled, interrupted true");
  }

  @Test
  void aDeadlockInVirtualTimeIsAnErrorThatNamesTheTasks() {
    EventLoop loop = TestLoop.newEventLoop();
    loop.setExceptionHandler((l, problem) -> {});
    assertThatThrownBy(
            () ->
                loop.runUntilComplete(
                    loop.createTask(
                        () -> {
                          new Future<>().await();
                        },
                        "stuck",
                        null)))
        .isInstanceOf(RuntimeError.class)
        .hasMessageContaining("deadlock")
        .hasMessageContaining("stuck");
    loop.close();
  }

  @Test
  void virtualTimeJumps() {
    long before = System.nanoTime();
    TestLoop.run(
        () -> {
          sleep(86_400);
          assertThat(TestLoop.elapsed()).hasDays(1);
        });
    assertThat(System.nanoTime() - before).isLessThan(60_000_000_000L);
  }
}
