package io.miniredis.async;

import static io.miniredis.async.Async.asCompleted;
import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code wait}, {@code wait_for} and {@code as_completed}. */
class WaitTest {
  private final List<Object> seen = new ArrayList<>();

  private static Task<Integer> after(int seconds) {
    return createTask(
        () -> {
          sleep(seconds);
          return seconds;
        });
  }

  private static Task<Integer> failingAfter(int seconds) {
    return createTask(
        () -> {
          sleep(seconds);
          throw new IOException("after " + seconds);
        });
  }

  @Test
  void waitWaitsForAll() {
    TestLoop.run(
        () -> {
          Task<Integer> a = after(2);
          Task<Integer> b = after(1);
          Done<Task<Integer>> done = Async.wait(List.of(a, b));
          assertThat(done.done()).containsExactly(a, b);
          assertThat(done.pending()).isEmpty();
          assertThat(TestLoop.elapsed()).hasSeconds(2);
        });
  }

  @Test
  void waitStopsAtTheFirstCompleted() {
    TestLoop.run(
        () -> {
          Task<Integer> a = after(2);
          Task<Integer> b = after(1);
          Done<Task<Integer>> done = Async.wait(List.of(a, b), ReturnWhen.FIRST_COMPLETED);
          assertThat(done.done()).containsExactly(b);
          assertThat(done.pending()).containsExactly(a);
          assertThat(await(a)).isEqualTo(2);
        });
  }

  @Test
  void waitStopsAtTheFirstExceptionAndCancelledIsNone() {
    TestLoop.run(
        () -> {
          Task<Integer> cancelled = after(9);
          Task<Integer> failing = failingAfter(2);
          Task<Integer> slow = after(3);
          cancelled.cancel();
          Done<Task<Integer>> done =
              Async.wait(List.of(cancelled, failing, slow), ReturnWhen.FIRST_EXCEPTION);
          assertThat(done.done()).containsExactly(cancelled, failing);
          assertThat(TestLoop.elapsed()).hasSeconds(2);
          slow.cancel();
        });
  }

  @Test
  void theTimeOfAWaitIsNoErrorAndCancelsNothing() {
    TestLoop.run(
        () -> {
          Task<Integer> slow = after(5);
          Done<Task<Integer>> done =
              Async.wait(List.of(slow), ReturnWhen.ALL_COMPLETED, Duration.ofSeconds(1));
          assertThat(done.done()).isEmpty();
          assertThat(done.pending()).containsExactly(slow);
          assertThat(await(slow)).isEqualTo(5);
        });
  }

  @Test
  void waitForNothingIsAnError() {
    TestLoop.run(
        () ->
            assertThatThrownBy(() -> Async.wait(List.<Task<Integer>>of()))
                .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void cancellingAWaitDoesNotCancelWhatItWaitsFor() {
    TestLoop.run(
        () -> {
          Task<Integer> slow = after(5);
          Task<?> waiting = createTask(() -> Async.wait(List.of(slow)));
          sleep(1);
          waiting.cancel();
          assertThatThrownBy(waiting::await).isInstanceOf(CancelledError.class);
          assertThat(await(slow)).isEqualTo(5);
        });
  }

  @Test
  void waitForGivesTheResultInTime() {
    TestLoop.run(
        () -> {
          assertThat(waitFor(after(1), Duration.ofSeconds(2))).isEqualTo(1);
          assertThat(waitFor(() -> 5, null)).isEqualTo(5);
          sleep(10);
        });
  }

  @Test
  void waitForCancelsAndWaitsForTheCleanUpBeforeItThrows() {
    TestLoop.run(
        () -> {
          Task<?> slow =
              createTask(
                  () -> {
                    try {
                      sleep(60);
                    } finally {
                      sleep(3);
                      seen.add("cleaned up");
                    }
                  });
          assertThatThrownBy(() -> waitFor(slow, Duration.ofSeconds(1)))
              .isInstanceOf(TimeoutError.class)
              .hasCauseInstanceOf(CancelledError.class);
          assertThat(slow.cancelled()).isTrue();
          assertThat(TestLoop.elapsed()).hasSeconds(4);
        });
    assertThat(seen).containsExactly("cleaned up");
  }

  @Test
  void waitForWithNoTimeTakesOnlyWhatIsDone() {
    TestLoop.run(
        () -> {
          Future<String> done = new Future<>();
          done.setResult("here");
          assertThat(waitFor(done, Duration.ZERO)).isEqualTo("here");
          Task<?> begun = createTask(() -> seen.add("ran"));
          assertThatThrownBy(() -> waitFor(begun, Duration.ZERO)).isInstanceOf(TimeoutError.class);
          assertThat(begun.cancelled()).isTrue();
          assertThatThrownBy(() -> waitFor(() -> seen.add("ran"), Duration.ofSeconds(-1)))
              .isInstanceOf(TimeoutError.class);
        });
    assertThat(seen).isEmpty();
  }

  @Test
  void aResultThatCatchesTheCancellationOfWaitForIsGiven() {
    TestLoop.run(
        () ->
            assertThat(
                    Async.<String>waitFor(
                        () -> {
                          try {
                            sleep(5);
                          } catch (CancelledError late) {
                            return "late result";
                          }
                          return "in time";
                        },
                        Duration.ofSeconds(1)))
                .isEqualTo("late result"));
  }

  @Test
  void anExceptionOfTheBodyPassesWaitFor() {
    TestLoop.run(
        () -> {
          assertThatThrownBy(() -> waitFor(failingAfter(1), Duration.ofSeconds(5)))
              .isInstanceOf(IOException.class);
        });
  }

  @Test
  void cancellingWaitForCancelsTheInnerTask() {
    TestLoop.run(
        () -> {
          Task<Integer> inner = after(10);
          Task<?> outer = createTask(() -> waitFor(inner, Duration.ofSeconds(20)));
          sleep(1);
          outer.cancel();
          assertThatThrownBy(outer::await).isInstanceOf(CancelledError.class);
          assertThat(inner.cancelled()).isTrue();
        });
  }

  @Test
  void aTimeoutThatFiresAsTheResultArrivesLosesToTheResultThatCameFirst() {
    TestLoop.run(
        () -> {
          // Both are due at the same moment; the sleep was there before the alarm.
          Task<Integer> task = after(1);
          sleep(0);
          Future<String> gate = new Future<>();
          EventLoop.getRunningLoop().callLater(Duration.ofSeconds(1), () -> gate.setResult("gate"));
          assertThatThrownBy(() -> waitFor(gate, Duration.ofSeconds(1)))
              .isInstanceOf(TimeoutError.class);
          assertThat(gate.done()).isTrue();
          assertThat(await(task)).isEqualTo(1);
        });
  }

  @Test
  void asCompletedGivesResultsInTheOrderOfCompletion() {
    TestLoop.run(
        () -> {
          for (Awaitable<Integer> next : asCompleted(List.of(after(3), after(1), after(2)))) {
            seen.add(await(next));
          }
        });
    assertThat(seen).containsExactly(1, 2, 3);
  }

  @Test
  void asCompletedGivesTheFuturesThemselves() {
    TestLoop.run(
        () -> {
          Task<Integer> slow = after(2);
          Task<Integer> fast = after(1);
          for (Future<? extends Integer> done : asCompleted(List.of(slow, fast)).futures()) {
            seen.add(done);
          }
          assertThat(seen).containsExactly(fast, slow);
        });
  }

  @Test
  void asCompletedThrowsWhatOneFailedWithInItsPlace() {
    TestLoop.run(
        () -> {
          for (Awaitable<Integer> next : asCompleted(List.of(failingAfter(1), after(2)))) {
            try {
              seen.add(await(next, IOException.class));
            } catch (IOException problem) {
              seen.add(problem.getMessage());
            }
          }
        });
    assertThat(seen).containsExactly("after 1", 2);
  }

  @Test
  void asCompletedThrowsForEachThatIsNotDoneInTime() {
    TestLoop.run(
        () -> {
          List<Task<Integer>> tasks = List.of(after(1), after(5), after(6));
          for (Awaitable<Integer> next : asCompleted(tasks, Duration.ofSeconds(2))) {
            try {
              seen.add(await(next));
            } catch (TimeoutError late) {
              seen.add("late");
            }
          }
          assertThat(TestLoop.elapsed()).hasSeconds(2);
        });
    assertThat(seen).containsExactly(1, "late", "late");
  }

  @Test
  void asCompletedTakesACoroutineThatComesTwiceOnce() {
    TestLoop.run(
        () -> {
          Awaitable<Integer> one = () -> 1;
          for (Awaitable<Integer> next : asCompleted(List.of(one, one))) {
            seen.add(await(next));
          }
        });
    assertThat(seen).containsExactly(1);
  }
}
