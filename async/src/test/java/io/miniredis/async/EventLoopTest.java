package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLoopTest {
  @Test
  void runsACoroutineToItsEndAndReturnsItsResult() {
    assertThat(Async.<Integer>run(() -> 42)).isEqualTo(42);
  }

  @Test
  void tasksTakeTurnsInTheOrderTheyWereMade() {
    List<String> seen = new ArrayList<>();
    Async.run(
        () -> {
          await(
              gather(
                  () -> {
                    seen.add("a1");
                    sleep(0);
                    seen.add("a2");
                    return 1;
                  },
                  () -> {
                    seen.add("b1");
                    sleep(0);
                    seen.add("b2");
                    return 2;
                  }));
        });
    assertThat(seen).containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void cancellationArrivesAtTheAwait() {
    List<String> seen = new ArrayList<>();
    Async.run(
        () -> {
          Task<?> task =
              createTask(
                  () -> {
                    try {
                      sleep(100);
                    } catch (CancelledError e) {
                      seen.add("cancelled: " + e.getMessage());
                      throw e;
                    } finally {
                      seen.add("finally");
                    }
                  });
          sleep(0);
          task.cancel("enough");
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
        });
    assertThat(seen).containsExactly("cancelled: enough", "finally");
  }

  @Test
  void awaitingOutsideALoopSaysWhatToDo() {
    assertThatThrownBy(() -> sleep(1))
        .isInstanceOf(RuntimeError.class)
        .hasMessageContaining("no running event loop")
        .hasMessageContaining("Async.run");
  }

  @Test
  void closeRunsTheFinallyBlocksOfPendingTasks() {
    List<String> seen = new ArrayList<>();
    EventLoop loop = EventLoop.newEventLoop();
    loop.setExceptionHandler((l, problem) -> seen.add(problem.message()));
    loop.createTask(
        () -> {
          try {
            sleep(100);
          } finally {
            seen.add("finally");
          }
        });
    loop.runUntilComplete(() -> sleep(0));
    loop.close();
    assertThat(seen)
        .containsExactly(
            "task was destroyed but it is pending: <Task pending name='Task-1'>", "finally");
  }
}
