package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.timeout;
import static io.miniredis.async.Async.timeoutAt;
import static io.miniredis.async.Async.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Object> seen = new ArrayList<>();

  @Test
  void aBodyThatTakesTooLongIsCancelledAndATimeoutErrorLeavesTheBlock() {
    TestLoop.run(
        () -> {
          Timeout timeout = timeout(Duration.ofSeconds(2));
          assertThatThrownBy(
                  () ->
                      with(
                          timeout,
                          t -> {
                            try {
                              sleep(60);
                            } catch (CancelledError cancelled) {
                              seen.add("cancelled");
                              throw cancelled;
                            }
                          }))
              .isInstanceOf(TimeoutError.class)
              .hasCauseInstanceOf(CancelledError.class);
          assertThat(timeout.expired()).isTrue();
          assertThat(TestLoop.elapsed()).hasSeconds(2);
          assertThat(Async.currentTask().cancelling()).isZero();
          sleep(1);
        });
    assertThat(seen).containsExactly("cancelled");
  }

  @Test
  void aBodyInTimeLeavesNoAlarmBehind() {
    TestLoop.run(
        () -> {
          Timeout timeout = timeout(Duration.ofSeconds(2));
          int result = with(timeout, t -> 5);
          assertThat(result).isEqualTo(5);
          assertThat(timeout.expired()).isFalse();
          sleep(10);
        });
  }

  @Test
  void rescheduleMovesTheTimeWhileTheBodyRuns() {
    TestLoop.run(
        () -> {
          with(
              timeout(null),
              t -> {
                assertThat(t.when()).isEqualTo(Long.MAX_VALUE);
                t.reschedule(5 * SECOND);
                sleep(4);
                t.reschedule(9 * SECOND);
                sleep(4);
              });
          assertThat(TestLoop.elapsed()).hasSeconds(8);
        });
  }

  @Test
  void aTimeThatHasPassedExpiresAtTheFirstAwait() {
    TestLoop.run(
        () -> {
          sleep(5);
          assertThatThrownBy(
                  () ->
                      with(
                          timeoutAt(SECOND),
                          () -> {
                            seen.add("began");
                            sleep(0);
                            sleep(0);
                            seen.add("not reached");
                          }))
              .isInstanceOf(TimeoutError.class);
        });
    assertThat(seen).containsExactly("began");
  }

  @Test
  void anOuterTimeoutThatExpiresFirstIsTheOnesError() {
    TestLoop.run(
        () -> {
          Timeout outer = timeout(Duration.ofSeconds(1));
          Timeout inner = timeout(Duration.ofSeconds(5));
          assertThatThrownBy(() -> with(outer, () -> with(inner, () -> sleep(60))))
              .isInstanceOf(TimeoutError.class);
          assertThat(outer.expired()).isTrue();
          assertThat(inner.expired()).isFalse();
        });
  }

  @Test
  void anInnerTimeoutIsCaughtInsideTheOuter() {
    TestLoop.run(
        () -> {
          Timeout outer = timeout(Duration.ofSeconds(5));
          with(
              outer,
              () -> {
                try {
                  with(timeout(Duration.ofSeconds(1)), () -> sleep(60));
                } catch (TimeoutError inner) {
                  seen.add("inner");
                }
                sleep(1);
              });
          assertThat(outer.expired()).isFalse();
        });
    assertThat(seen).containsExactly("inner");
  }

  @Test
  void aCancellationFromOutsideIsNotMistakenForATimeout() {
    TestLoop.run(
        () -> {
          Task<?> task = createTask(() -> with(timeout(Duration.ofSeconds(5)), () -> sleep(60)));
          sleep(1);
          task.cancel();
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
        });
  }

  @Test
  void aCancellationThatComesWithTheTimeoutWins() {
    TestLoop.run(
        () -> {
          Task<?> task = createTask(() -> with(timeout(Duration.ofSeconds(1)), () -> sleep(60)));
          sleep(0);
          EventLoop.getRunningLoop().callLater(Duration.ofSeconds(1), task::cancel);
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
        });
  }

  @Test
  void anExceptionOfTheBodyWhenTheTimeIsUpPassesUnchanged() {
    TestLoop.run(
        () ->
            assertThatThrownBy(
                    () ->
                        with(
                            timeout(Duration.ofSeconds(1)),
                            () -> {
                              try {
                                sleep(60);
                              } catch (CancelledError cancelled) {
                                throw new IllegalStateException("clean-up failed");
                              }
                            }))
                .isInstanceOf(IllegalStateException.class));
  }

  @Test
  void aBodyThatSwallowsTheCancellationIsNotTimedOut() {
    TestLoop.run(
        () -> {
          String result =
              with(
                  timeout(Duration.ofSeconds(1)),
                  t -> {
                    try {
                      sleep(60);
                    } catch (CancelledError swallowed) {
                      return "swallowed";
                    }
                    return "in time";
                  });
          assertThat(result).isEqualTo("swallowed");
          assertThat(Async.currentTask().cancelling()).isZero();
        });
  }

  @Test
  void aTimeoutIsEnteredOnceAndRescheduledOnlyWhileEntered() {
    TestLoop.run(
        () -> {
          Timeout timeout = timeout(Duration.ofSeconds(1));
          assertThatThrownBy(() -> timeout.reschedule(1))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("not been entered");
          with(timeout, () -> {});
          assertThatThrownBy(() -> timeout.reschedule(1))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("finished");
          assertThatThrownBy(() -> with(timeout, () -> {})).isInstanceOf(RuntimeError.class);
        });
  }

  @Test
  void timeoutsOfAWholeLoopOfTasksFireEachAtItsTime() {
    TestLoop.run(
        () -> {
          List<Task<?>> tasks = new ArrayList<>();
          for (int i = 1; i <= 3; i++) {
            int number = i;
            tasks.add(
                createTask(
                    () -> {
                      try {
                        with(timeout(Duration.ofSeconds(number)), () -> sleep(60));
                      } catch (TimeoutError late) {
                        seen.add(number + " at " + TestLoop.elapsed().toSeconds());
                      }
                    }));
          }
          for (Task<?> task : tasks) {
            await(task);
          }
        });
    assertThat(seen).containsExactly("1 at 1", "2 at 2", "3 at 3");
  }
}
