package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
  private final List<Object> seen = new ArrayList<>();

  @Test
  void aTaskBeginsInTheNextIteration() {
    TestLoop.run(
        () -> {
          Task<?> task = createTask(() -> seen.add("task"));
          seen.add("creator");
          await(task);
        });
    assertThat(seen).containsExactly("creator", "task");
  }

  @Test
  void tasksThatYieldTakeTurnsFirstInFirstOut() {
    TestLoop.run(() -> await(gather(List.of(steps("a", 3), steps("b", 3), steps("c", 3)))));
    assertThat(seen).containsExactly("a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2");
  }

  private Coroutine<Void> steps(String name, int count) {
    return Coroutine.of(
        () -> {
          for (int i = 0; i < count; i++) {
            seen.add(name + i);
            sleep(0);
          }
        });
  }

  @Test
  void cancellingATaskThatNeverRanMeansItNeverRuns() {
    TestLoop.run(
        () -> {
          Task<?> task = createTask(() -> seen.add("ran"));
          task.cancel();
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
          assertThat(task.cancelled()).isTrue();
        });
    assertThat(seen).isEmpty();
  }

  @Test
  void cancelledIsTrueOnlyWhenTheTaskHasEnded() {
    TestLoop.run(
        () -> {
          Task<?> task = createTask(() -> sleep(10));
          sleep(0);
          assertThat(task.cancel()).isTrue();
          assertThat(task.cancelled()).isFalse();
          assertThat(task.done()).isFalse();
          assertThat(task.cancelling()).isEqualTo(1);
          sleep(0);
          assertThat(task.cancelled()).isTrue();
          assertThat(task.cancel()).isFalse();
        });
  }

  @Test
  void aTaskMayRefuseToBeCancelled() {
    TestLoop.run(
        () -> {
          Task<String> task =
              createTask(
                  () -> {
                    try {
                      sleep(10);
                    } catch (CancelledError refused) {
                      sleep(1);
                    }
                    return "done nevertheless";
                  });
          sleep(0);
          task.cancel();
          assertThat(await(task)).isEqualTo("done nevertheless");
          assertThat(task.cancelled()).isFalse();
        });
  }

  @Test
  void aSecondCancelReachesTheCleanUp() {
    TestLoop.run(
        () -> {
          Task<?> task =
              createTask(
                  () -> {
                    try {
                      sleep(10);
                    } finally {
                      try {
                        sleep(10);
                      } finally {
                        seen.add("cleaned up");
                      }
                    }
                  });
          sleep(0);
          task.cancel("one");
          sleep(0);
          task.cancel("two");
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class).hasMessage("two");
          assertThat(task.cancelling()).isEqualTo(2);
        });
    assertThat(seen).containsExactly("cleaned up");
  }

  @Test
  void cancellingATaskCancelsWhatItAwaits() {
    TestLoop.run(
        () -> {
          Task<?> inner = createTask(() -> sleep(10));
          Task<?> outer = createTask(() -> await(inner));
          sleep(0);
          sleep(0);
          outer.cancel();
          assertThatThrownBy(outer::await).isInstanceOf(CancelledError.class);
          assertThat(inner.cancelled()).isTrue();
        });
  }

  @Test
  void aCancelThatComesWithTheResultWins() {
    TestLoop.run(
        () -> {
          Future<String> future = new Future<>();
          Task<?> task =
              createTask(
                  () -> {
                    try {
                      seen.add(await(future));
                    } catch (CancelledError cancelled) {
                      seen.add("cancelled");
                    }
                  });
          sleep(0);
          future.setResult("result");
          task.cancel();
          await(task);
        });
    assertThat(seen).containsExactly("cancelled");
  }

  @Test
  void aTaskThatCancelsItselfHearsOfItAtItsNextAwait() {
    TestLoop.run(
        () -> {
          Task<?> task =
              createTask(
                  () -> {
                    Async.currentTask().cancel("myself");
                    seen.add("still here");
                    sleep(1);
                    seen.add("not here");
                  });
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class).hasMessage("myself");
        });
    assertThat(seen).containsExactly("still here");
  }

  @Test
  void aTaskCancelledInItsLastTurnIsCancelled() {
    TestLoop.run(
        () -> {
          Task<String> task =
              createTask(
                  () -> {
                    Async.currentTask().cancel();
                    return "not taken";
                  });
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
        });
  }

  @Test
  void aCancelDuringAYieldArrivesAfterIt() {
    TestLoop.run(
        () -> {
          Task<?> task =
              createTask(
                  () -> {
                    seen.add("before");
                    sleep(0);
                    seen.add("after");
                  });
          sleep(0);
          task.cancel();
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
        });
    assertThat(seen).containsExactly("before");
  }

  @Test
  void uncancelTakesARequestBackBeforeItArrives() {
    TestLoop.run(
        () -> {
          Task<String> task =
              createTask(
                  () -> {
                    sleep(0);
                    return "went on";
                  });
          sleep(0);
          task.cancel();
          assertThat(task.cancelling()).isEqualTo(1);
          assertThat(task.uncancel()).isZero();
          assertThat(await(task)).isEqualTo("went on");
          assertThat(task.uncancel()).isZero();
        });
  }

  @Test
  void uncancelOfOneOfTwoRequestsLeavesTheOther() {
    TestLoop.run(
        () -> {
          Task<?> task = createTask(() -> sleep(0));
          sleep(0);
          task.cancel();
          task.cancel();
          assertThat(task.uncancel()).isEqualTo(1);
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
        });
  }

  @Test
  void theSameExceptionReachesEveryoneWhoAwaits() {
    IOException thrown = new IOException("once");
    TestLoop.run(
        () -> {
          Task<String> task =
              createTask(
                  () -> {
                    sleep(1);
                    throw thrown;
                  });
          for (int i = 0; i < 2; i++) {
            assertThatThrownBy(task::await).isSameAs(thrown);
          }
          assertThat(task.exception()).isSameAs(thrown);
        });
  }

  @Test
  void anErrorOfTheProgramIsATasksExceptionToo() {
    TestLoop.run(
        () -> {
          Task<?> task =
              createTask(
                  () -> {
                    throw new AssertionError("wrong");
                  });
          assertThatThrownBy(task::await).isInstanceOf(AssertionError.class);
        });
  }

  @Test
  void aTaskCannotAwaitItself() {
    TestLoop.run(
        () -> {
          Task<?> task = createTask(() -> Async.currentTask().await());
          assertThatThrownBy(task::await)
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("cannot await itself");
        });
  }

  @Test
  void aTasksResultCannotBeSet() {
    TestLoop.run(
        () -> {
          Task<Integer> task = createTask(() -> 1);
          assertThatThrownBy(() -> task.setResult(2)).isInstanceOf(RuntimeError.class);
          assertThatThrownBy(() -> task.setException(new IOException()))
              .isInstanceOf(RuntimeError.class);
          assertThat(await(task)).isEqualTo(1);
        });
  }

  @Test
  void tasksHaveNumbersOrNames() {
    TestLoop.run(
        () -> {
          Task<?> numbered = createTask(() -> 1);
          Task<?> named = createTask("reader", () -> 2);
          assertThat(numbered.getName()).isEqualTo("Task-2");
          assertThat(named.getName()).isEqualTo("reader");
          named.setName("writer");
          assertThat(named).hasToString("<Task pending name='writer'>");
          named.cancel();
          assertThat(named).hasToString("<Task cancelling name='writer'>");
        });
  }

  @Test
  void currentTaskAndAllTasksKnowWhoIsThere() {
    TestLoop.run(
        () -> {
          Task<?> main = Async.currentTask();
          Task<?> other = createTask(() -> sleep(1));
          assertThat(Async.allTasks()).containsExactly(main, other);
          await(other);
          assertThat(Async.allTasks()).containsExactly(main);
          EventLoop.getRunningLoop().callSoon(() -> seen.add(Async.currentTask() == null));
          sleep(0);
        });
    assertThat(seen).containsExactly(true);
  }

  @Test
  void createTaskWantsACoroutineNotAFuture() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          assertThatThrownBy(() -> createTask(future))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("a coroutine was expected");
        });
  }

  @Test
  void sleepsEndInTheOrderOfTheirTimes() {
    TestLoop.run(
        () -> {
          List<Awaitable<Void>> sleepers = new ArrayList<>();
          for (int seconds : new int[] {3, 1, 2, 1}) {
            sleepers.add(
                () -> {
                  sleep(Duration.ofSeconds(seconds));
                  seen.add(seconds);
                  return null;
                });
          }
          await(gather(sleepers));
          assertThat(TestLoop.elapsed()).isEqualTo(Duration.ofSeconds(3));
        });
    assertThat(seen).containsExactly(1, 1, 2, 3);
  }

  @Test
  void sleepOfZeroAndLessOnlyGivesTheTurnAway() {
    TestLoop.run(
        () -> {
          EventLoop.getRunningLoop().callSoon(() -> seen.add("other"));
          sleep(Duration.ofSeconds(-5));
          seen.add("back");
          sleep(0);
          assertThat(TestLoop.elapsed()).isZero();
        });
    assertThat(seen).containsExactly("other", "back");
  }

  @Test
  void anInterruptDoesNotEndAnAwaitAndIsNotLost() {
    TestLoop.run(
        () -> {
          Thread.currentThread().interrupt();
          sleep(1);
          assertThat(Thread.interrupted()).isTrue();
          sleep(1);
          assertThat(Thread.interrupted()).isFalse();
        });
  }

  @Test
  void aLoopOfCoroutinesReusesItsThreads() {
    TestLoop.run(
        () -> {
          for (int i = 0; i < 100; i++) {
            await(createTask(() -> seen.add(Thread.currentThread())));
          }
        });
    assertThat(seen.stream().distinct()).hasSizeLessThan(3);
  }
}
