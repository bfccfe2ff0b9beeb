package io.miniredis.async;

import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
  private final List<Object> seen = new ArrayList<>();

  private AsyncRunnable noted(double seconds, String what) {
    return () -> {
      try {
        sleep(seconds);
        seen.add(what);
      } catch (CancelledError cancelled) {
        seen.add(what + " cancelled");
        throw cancelled;
      }
    };
  }

  private static AsyncRunnable failing(double seconds, String message) {
    return () -> {
      sleep(seconds);
      throw new IOException(message);
    };
  }

  @Test
  void leavingTheGroupWaitsForAllItsTasks() {
    TestLoop.run(
        () -> {
          String result =
              with(
                  new TaskGroup(),
                  group -> {
                    group.createTask(noted(2, "a"));
                    group.createTask(noted(1, "b"));
                    return "body";
                  });
          assertThat(result).isEqualTo("body");
          assertThat(TestLoop.elapsed()).hasSeconds(2);
        });
    assertThat(seen).containsExactly("b", "a");
  }

  @Test
  void aFailingTaskCancelsTheOthersAndTheBody() {
    TestLoop.run(
        () -> {
          ExceptionGroup problem =
              catchThrowableOfType(
                  ExceptionGroup.class,
                  () ->
                      with(
                          new TaskGroup(),
                          group -> {
                            group.createTask(failing(1, "one"));
                            group.createTask(noted(5, "other"));
                            noted(5, "body").run();
                          }));
          assertThat(problem.exceptions())
              .singleElement()
              .satisfies(e -> assertThat(e).hasMessage("one"));
          assertThat(problem).hasMessage("unhandled errors in a TaskGroup (1 sub-exception)");
          assertThat(Async.currentTask().cancelling()).isZero();
          sleep(1);
          seen.add("went on");
        });
    assertThat(seen).containsExactly("other cancelled", "body cancelled", "went on");
  }

  @Test
  void allExceptionsAreInTheGroup() {
    TestLoop.run(
        () -> {
          ExceptionGroup problem =
              catchThrowableOfType(
                  ExceptionGroup.class,
                  () ->
                      with(
                          new TaskGroup(),
                          group -> {
                            group.createTask(failing(1, "one"));
                            group.createTask(failing(1, "two"));
                          }));
          assertThat(problem.exceptions()).extracting(Throwable::getMessage).contains("one", "two");
        });
  }

  @Test
  void anExceptionOfTheBodyCancelsTheTasksAndIsInTheGroup() {
    TestLoop.run(
        () -> {
          ExceptionGroup problem =
              catchThrowableOfType(
                  ExceptionGroup.class,
                  () ->
                      with(
                          new TaskGroup(),
                          (TaskGroup group) -> {
                            group.createTask(noted(5, "task"));
                            sleep(1);
                            throw new IllegalStateException("body");
                          }));
          assertThat(problem.exceptions())
              .singleElement()
              .satisfies(e -> assertThat(e).hasMessage("body"));
        });
    assertThat(seen).containsExactly("task cancelled");
  }

  @Test
  void aCancelledTaskIsNoFailure() {
    TestLoop.run(
        () -> {
          with(
              new TaskGroup(),
              group -> {
                Task<?> cancelled = group.createTask(noted(5, "first"));
                group.createTask(noted(2, "second"));
                sleep(1);
                cancelled.cancel();
              });
        });
    assertThat(seen).containsExactly("first cancelled", "second");
  }

  @Test
  void cancellingTheParentCancelsTheTasksAndIsPassedOn() {
    TestLoop.run(
        () -> {
          Task<?> parent =
              createTask(
                  () ->
                      with(
                          new TaskGroup(),
                          group -> {
                            group.createTask(noted(5, "task"));
                            sleep(60);
                          }));
          sleep(1);
          parent.cancel();
          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class);
          assertThat(parent.cancelled()).isTrue();
        });
    assertThat(seen).containsExactly("task cancelled");
  }

  @Test
  void cancellingTheParentWhileItWaitsAtTheEndCancelsTheTasks() {
    TestLoop.run(
        () -> {
          Task<?> parent =
              createTask(
                  () ->
                      with(
                          new TaskGroup(),
                          group -> {
                            group.createTask(noted(5, "task"));
                          }));
          sleep(1);
          parent.cancel();
          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class);
        });
    assertThat(seen).containsExactly("task cancelled");
  }

  @Test
  void aFailureAndACancellationFromOutsideKeepTheCancellation() {
    TestLoop.run(
        () -> {
          Task<?> parent =
              createTask(
                  () -> {
                    try {
                      with(
                          new TaskGroup(),
                          group -> {
                            group.createTask(
                                () -> {
                                  try {
                                    sleep(60);
                                  } catch (CancelledError cancelled) {
                                    throw new IOException("in clean-up");
                                  }
                                });
                            sleep(60);
                          });
                    } catch (ExceptionGroup problem) {
                      seen.add(problem.exceptions().get(0).getMessage());
                    }
                    sleep(0);
                    seen.add("not reached");
                  });
          sleep(1);
          parent.cancel();
          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class);
        });
    assertThat(seen).containsExactly("in clean-up");
  }

  @Test
  void aTaskOfTheGroupMayAddTasks() {
    TestLoop.run(
        () ->
            with(
                new TaskGroup(),
                group -> {
                  group.createTask(
                      () -> {
                        sleep(1);
                        group.createTask(noted(1, "grandchild"));
                      });
                }));
    assertThat(seen).containsExactly("grandchild");
  }

  @Test
  void aGroupThatIsNotEnteredShutsDownOrIsOverTakesNoTasks() {
    TestLoop.run(
        () -> {
          TaskGroup group = new TaskGroup();
          assertThatThrownBy(() -> group.createTask(() -> 1))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("has not been entered");
          with(group, () -> {});
          assertThatThrownBy(() -> group.createTask(() -> 1)).hasMessageContaining("is finished");
          assertThatThrownBy(() -> with(group, () -> {})).isInstanceOf(RuntimeError.class);
          assertThatThrownBy(
                  () ->
                      with(
                          new TaskGroup(),
                          failed -> {
                            failed.createTask(failing(0, "early"));
                            try {
                              sleep(60);
                            } finally {
                              failed.createTask(() -> 1);
                            }
                          }))
              .isInstanceOf(ExceptionGroup.class)
              .satisfies(
                  e ->
                      assertThat(((ExceptionGroup) e).exceptions())
                          .anySatisfy(x -> assertThat(x).hasMessageContaining("is shutting down")));
        });
  }

  @Test
  void nestedGroupsFailWithNestedExceptionGroups() {
    TestLoop.run(
        () -> {
          ExceptionGroup outer =
              catchThrowableOfType(
                  ExceptionGroup.class,
                  () ->
                      with(
                          new TaskGroup(),
                          group -> {
                            group.createTask(noted(5, "uncle"));
                            with(
                                new TaskGroup(),
                                inner -> {
                                  inner.createTask(failing(1, "deep"));
                                });
                          }));
          assertThat(outer.exceptions()).singleElement().isInstanceOf(ExceptionGroup.class);
        });
    assertThat(seen).containsExactly("uncle cancelled");
  }
}
