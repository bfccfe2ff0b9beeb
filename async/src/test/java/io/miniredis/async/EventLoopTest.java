package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

  @Test
  void callbacksRunInTheOrderTheyWereAskedFor() {
    List<Object> seen = new ArrayList<>();
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          for (int i = 0; i < 5; i++) {
            int number = i;
            loop.callSoon(() -> seen.add(number));
          }
          sleep(0);
        });
    assertThat(seen).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aCallbackAskedForInACallbackWaitsForTheNextIteration() {
    List<Object> seen = new ArrayList<>();
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          loop.callSoon(
              () -> {
                seen.add("a");
                loop.callSoon(() -> seen.add("a2"));
              });
          loop.callSoon(() -> seen.add("b"));
          sleep(0);
          seen.add("coroutine");
          sleep(0);
        });
    assertThat(seen).containsExactly("a", "b", "coroutine", "a2");
  }

  @Test
  void timersRunInTheOrderOfTheirTimesEqualOnesInOrderOfArrival() {
    List<Object> seen = new ArrayList<>();
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          loop.callLater(Duration.ofSeconds(2), () -> seen.add("two"));
          loop.callLater(Duration.ofSeconds(1), () -> seen.add("one"));
          loop.callLater(Duration.ofSeconds(2), () -> seen.add("two again"));
          loop.callAt(0, () -> seen.add("now"));
          sleep(3);
        });
    assertThat(seen).containsExactly("now", "one", "two", "two again");
  }

  @Test
  void aCancelledCallbackOrTimerDoesNotRun() {
    List<Object> seen = new ArrayList<>();
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          Handle soon = loop.callSoon(() -> seen.add("soon"));
          TimerHandle later = loop.callLater(Duration.ofSeconds(1), () -> seen.add("later"));
          assertThat(later.when()).isEqualTo(1_000_000_000L);
          soon.cancel();
          later.cancel();
          assertThat(soon.cancelled()).isTrue();
          assertThat(later.cancelled()).isTrue();
          sleep(2);
        });
    assertThat(seen).isEmpty();
  }

  @Test
  void stopEndsRunForeverWithTheIterationAndTheLoopMayRunAgain() {
    List<Object> seen = new ArrayList<>();
    try (EventLoop loop = TestLoop.newEventLoop()) {
      loop.callSoon(
          () -> {
            loop.stop();
            loop.callSoon(() -> seen.add("next run"));
          });
      loop.callSoon(() -> seen.add("same iteration"));
      loop.runForever();
      assertThat(seen).containsExactly("same iteration");
      assertThat(loop.isRunning()).isFalse();
      loop.callSoon(loop::stop);
      loop.runForever();
      assertThat(seen).containsExactly("same iteration", "next run");
    }
  }

  @Test
  void stopBeforeTheRunLetsOneIterationRun() {
    List<Object> seen = new ArrayList<>();
    try (EventLoop loop = TestLoop.newEventLoop()) {
      loop.callSoon(() -> seen.add("ran"));
      loop.stop();
      loop.runForever();
    }
    assertThat(seen).containsExactly("ran");
  }

  @Test
  void tasksGoOnWhenTheLoopRunsAgain() {
    List<Object> seen = new ArrayList<>();
    try (EventLoop loop = TestLoop.newEventLoop()) {
      Task<?> background =
          loop.createTask(
              () -> {
                for (int i = 0; i < 4; i++) {
                  seen.add(i);
                  sleep(1);
                }
              });
      loop.runUntilComplete(() -> sleep(1.5));
      assertThat(seen).containsExactly(0, 1);
      loop.runUntilComplete(background);
    }
    assertThat(seen).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aLoopThatIsStoppedBeforeItsCoroutineIsDoneSaysSo() {
    EventLoop loop = TestLoop.newEventLoop();
    loop.setExceptionHandler((l, problem) -> {});
    loop.callSoon(loop::stop);
    assertThatThrownBy(() -> loop.runUntilComplete(() -> sleep(9)))
        .isInstanceOf(RuntimeError.class)
        .hasMessageContaining("stopped before");
    loop.close();
  }

  @Test
  void aRunningLoopCannotBeRunOrClosedAndNoneInsideAnother() {
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          assertThatThrownBy(loop::close).hasMessageContaining("cannot close a running event loop");
          assertThatThrownBy(() -> loop.runUntilComplete(() -> 1))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("already running");
          assertThatThrownBy(() -> Async.run(() -> 1))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("inside a coroutine");
          try (EventLoop other = TestLoop.newEventLoop()) {
            assertThatThrownBy(other::runForever).isInstanceOf(RuntimeError.class);
          } catch (RuntimeError closing) {
            assertThat(closing).hasMessageContaining("inside a coroutine");
          }
        });
  }

  @Test
  void aClosedLoopRefusesEverythingAndIsClosedTwiceInPeace() {
    EventLoop loop = TestLoop.newEventLoop();
    loop.close();
    loop.close();
    assertThat(loop.isClosed()).isTrue();
    assertThatThrownBy(loop::runForever).hasMessageContaining("closed");
    assertThatThrownBy(() -> loop.runUntilComplete(() -> 1)).hasMessageContaining("closed");
    assertThatThrownBy(() -> loop.callSoon(() -> {})).isInstanceOf(RuntimeError.class);
    assertThatThrownBy(() -> loop.callLater(Duration.ZERO, () -> {}))
        .isInstanceOf(RuntimeError.class);
    assertThatThrownBy(() -> loop.callSoonThreadsafe(() -> {})).isInstanceOf(RuntimeError.class);
    assertThatThrownBy(() -> loop.createTask(() -> 1)).isInstanceOf(RuntimeError.class);
  }

  @Test
  void anExceptionHandlerIsToldOfFailingCallbacksAndMayItselfFail() {
    List<Object> seen = new ArrayList<>();
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          loop.setExceptionHandler(
              (l, problem) -> {
                seen.add(problem.exception().getMessage());
                throw new IllegalStateException("handler");
              });
          loop.callSoon(
              () -> {
                throw new IllegalStateException("callback");
              });
          sleep(0);
          loop.setExceptionHandler(null);
        });
    assertThat(seen).containsExactly("callback");
  }

  @Test
  void debugModeTellsWhoKeepsTheTurnTooLong() {
    String log =
        capturingTheLog(
            () ->
                Async.run(
                    () -> {
                      EventLoop loop = EventLoop.getRunningLoop();
                      loop.setDebug(true);
                      loop.setSlowCallbackDuration(Duration.ofMillis(2));
                      Task<?> hog = createTask("hog", () -> busy(5));
                      loop.callSoon(() -> busy(5));
                      await(hog);
                      sleep(0);
                    }));
    assertThat(log).contains("name='hog'").contains("<Handle").contains("kept the turn for");
  }

  @Test
  void debugModeRefusesCallsFromAnotherThread() {
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          loop.setDebug(true);
          assertThatThrownBy(() -> Async.toThread(() -> loop.callSoon(() -> {})))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("callSoonThreadsafe");
          Future<Integer> awaited = new Future<>();
          awaited.addDoneCallback(f -> {});
          assertThatThrownBy(() -> Async.toThread(() -> awaited.setResult(1)))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("callSoonThreadsafe");
        });
  }

  private static void busy(int milliseconds) {
    long end = System.nanoTime() + milliseconds * 1_000_000L;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static String capturingTheLog(Runnable body) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      body.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aProblemIsLoggedWhenThereIsNoHandler() {
    String log =
        capturingTheLog(
            () ->
                TestLoop.run(
                    () -> {
                      EventLoop.getRunningLoop()
                          .callSoon(
                              () -> {
                                throw new IllegalStateException("unheard");
                              });
                      sleep(0);
                    }));
    assertThat(log).contains("exception in callback").contains("unheard");
  }

  @Test
  void aLoopClosedUnderManyTasksTellsOfSomeAndHowManyMore() {
    List<String> seen = new ArrayList<>();
    EventLoop loop = TestLoop.newEventLoop();
    loop.setExceptionHandler((l, problem) -> seen.add(problem.message()));
    for (int i = 0; i < 25; i++) {
      loop.createTask(() -> sleep(1));
    }
    loop.close();
    assertThat(seen).hasSize(21).endsWith("5 more tasks were destroyed but they are pending");
  }

  @Test
  void manyCallbacksKeepTheirOrderWhileTheQueueGrows() {
    List<Object> seen = new ArrayList<>();
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          for (int i = 0; i < 1000; i++) {
            int number = i;
            loop.callSoon(
                () -> {
                  seen.add(number);
                  loop.callSoon(() -> seen.add(1000 + number));
                });
          }
          sleep(1);
        });
    assertThat(seen).hasSize(2000).isSortedAccordingTo((a, b) -> (int) a - (int) b);
  }
}
