package io.miniredis.async;

import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lock, event, condition, semaphores. */
class LocksTest {
  private final List<Object> seen = new ArrayList<>();

  private Task<?> taking(Lock lock, String who) {
    return createTask(
        () ->
            with(
                lock,
                () -> {
                  seen.add(who);
                  sleep(1);
                }));
  }

  @Test
  void aLockIsHadByOneAtATimeFirstComeFirstServed() {
    TestLoop.run(
        () -> {
          Lock lock = new Lock();
          List<Task<?>> all = List.of(taking(lock, "a"), taking(lock, "b"), taking(lock, "c"));
          sleep(0);
          assertThat(lock.locked()).isTrue();
          Async.wait(all);
          assertThat(lock.locked()).isFalse();
          assertThat(TestLoop.elapsed()).hasSeconds(3);
        });
    assertThat(seen).containsExactly("a", "b", "c");
  }

  @Test
  void aReleasedLockIsNotTakenByOneWhoDidNotWait() {
    TestLoop.run(
        () -> {
          Lock lock = new Lock();
          lock.acquire();
          taking(lock, "waited");
          sleep(0);
          lock.release();
          lock.acquire();
          seen.add("came later");
          lock.release();
        });
    assertThat(seen).containsExactly("waited", "came later");
  }

  @Test
  void aCancelledWaiterThatWasOfferedTheLockPassesItOn() {
    TestLoop.run(
        () -> {
          Lock lock = new Lock();
          lock.acquire();
          Task<?> gone = taking(lock, "gone");
          taking(lock, "next");
          sleep(0);
          lock.release();
          gone.cancel();
          sleep(2);
          assertThat(lock.locked()).isFalse();
        });
    assertThat(seen).containsExactly("next");
  }

  @Test
  void aWaiterThatIsCancelledInTheLineIsLeftOut() {
    TestLoop.run(
        () -> {
          Lock lock = new Lock();
          lock.acquire();
          Task<?> gone = taking(lock, "gone");
          taking(lock, "next");
          sleep(0);
          gone.cancel();
          sleep(0);
          lock.release();
          sleep(2);
        });
    assertThat(seen).containsExactly("next");
  }

  @Test
  void aLockThatIsNotHeldCannotBeReleased() {
    assertThatThrownBy(() -> new Lock().release()).isInstanceOf(RuntimeError.class);
  }

  @Test
  void aLockIsReleasedHoweverTheBodyEnds() {
    TestLoop.run(
        () -> {
          Lock lock = new Lock();
          assertThatThrownBy(
                  () ->
                      with(
                          lock,
                          () -> {
                            throw new IllegalStateException("body");
                          }))
              .hasMessage("body");
          assertThat(lock.locked()).isFalse();
          try (Held held = lock.hold()) {
            assertThat(lock.locked()).isTrue();
          }
          assertThat(lock.locked()).isFalse();
        });
  }

  @Test
  void anEventWakesAllWhoWaitAlsoIfItIsClearedAtOnce() {
    TestLoop.run(
        () -> {
          Event event = new Event();
          for (String who : List.of("a", "b")) {
            createTask(
                () -> {
                  event.await();
                  seen.add(who);
                });
          }
          sleep(0);
          event.set();
          event.clear();
          sleep(0);
          assertThat(seen).containsExactly("a", "b");
          assertThat(event.isSet()).isFalse();
          event.set();
          event.await();
        });
  }

  @Test
  void aConditionWakesAsManyAsAreNotifiedInOrder() {
    TestLoop.run(
        () -> {
          Condition condition = new Condition();
          for (String who : List.of("a", "b", "c")) {
            createTask(
                () ->
                    with(
                        condition,
                        () -> {
                          condition.await();
                          seen.add(who);
                        }));
          }
          sleep(1);
          with(condition, () -> condition.notify(2));
          sleep(1);
          assertThat(seen).containsExactly("a", "b");
          with(condition, condition::notifyEveryone);
          sleep(1);
        });
    assertThat(seen).containsExactly("a", "b", "c");
  }

  @Test
  void aConditionNeedsItsLock() {
    TestLoop.run(
        () -> {
          Condition condition = new Condition();
          assertThatThrownBy(condition::await).isInstanceOf(RuntimeError.class);
          assertThatThrownBy(condition::notifyOne).isInstanceOf(RuntimeError.class);
        });
  }

  @Test
  void aCancelledWaiterOfAConditionHasTheLockAgainAndPassesItsNotificationOn() {
    TestLoop.run(
        () -> {
          Condition condition = new Condition();
          Task<?> gone =
              createTask(
                  () ->
                      with(
                          condition,
                          () -> {
                            try {
                              condition.await();
                            } finally {
                              seen.add("locked " + condition.locked());
                            }
                          }));
          createTask(
              () ->
                  with(
                      condition,
                      () -> {
                        condition.await();
                        seen.add("next");
                      }));
          sleep(1);
          with(
              condition,
              () -> {
                condition.notifyOne();
                gone.cancel();
              });
          sleep(1);
        });
    assertThat(seen).containsExactly("locked true", "next");
  }

  @Test
  void awaitForAsksThePredicateAfterEachNotification() {
    TestLoop.run(
        () -> {
          Condition condition = new Condition();
          int[] value = {0};
          Task<?> waiting =
              createTask(() -> with(condition, () -> condition.awaitFor(() -> value[0] == 3)));
          for (int i = 1; i <= 3; i++) {
            sleep(1);
            value[0] = i;
            with(condition, condition::notifyEveryone);
          }
          waiting.await();
          assertThat(TestLoop.elapsed()).hasSeconds(3);
        });
  }

  @Test
  void aSemaphoreLetsSoManyInAndNoMore() {
    TestLoop.run(
        () -> {
          Semaphore two = new Semaphore(2);
          List<Task<?>> all = new ArrayList<>();
          int[] inside = {0, 0};
          for (int i = 0; i < 6; i++) {
            all.add(
                createTask(
                    () ->
                        with(
                            two,
                            () -> {
                              inside[1] = Math.max(inside[1], ++inside[0]);
                              sleep(1);
                              inside[0]--;
                            })));
          }
          Async.wait(all);
          assertThat(inside[1]).isEqualTo(2);
          assertThat(TestLoop.elapsed()).hasSeconds(3);
        });
  }

  @Test
  void aSemaphoreServesWhoWaitsBeforeWhoComes() {
    TestLoop.run(
        () -> {
          Semaphore one = new Semaphore();
          one.acquire();
          createTask(
              () -> {
                one.acquire();
                seen.add("waited");
                one.release();
              });
          sleep(0);
          one.release();
          assertThat(one.locked()).isTrue();
          one.acquire();
          seen.add("came later");
        });
    assertThat(seen).containsExactly("waited", "came later");
  }

  @Test
  void aCancelledWaiterGivesThePermitThatHadComeBack() {
    TestLoop.run(
        () -> {
          Semaphore one = new Semaphore();
          one.acquire();
          Task<?> gone = createTask(one::acquire);
          Task<?> next =
              createTask(
                  () -> {
                    one.acquire();
                    seen.add("next");
                  });
          sleep(0);
          one.release();
          gone.cancel();
          sleep(1);
          assertThat(gone.cancelled()).isTrue();
          assertThat(next.done()).isTrue();
          one.release();
          assertThat(one.locked()).isFalse();
        });
    assertThat(seen).containsExactly("next");
  }

  @Test
  void severalReleasesWakeSeveral() {
    TestLoop.run(
        () -> {
          Semaphore none = new Semaphore(0);
          for (String who : List.of("a", "b", "c")) {
            createTask(
                () -> {
                  none.acquire();
                  seen.add(who);
                });
          }
          sleep(0);
          none.release();
          none.release();
          sleep(0);
          sleep(0);
          assertThat(seen).containsExactly("a", "b");
          none.release();
        });
  }

  @Test
  void aBoundedSemaphoreRefusesMoreReleasesThanItHasPermits() {
    TestLoop.run(
        () -> {
          BoundedSemaphore bounded = new BoundedSemaphore(1);
          bounded.acquire();
          bounded.release();
          assertThatThrownBy(bounded::release)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("more often");
        });
    assertThatThrownBy(() -> new Semaphore(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
