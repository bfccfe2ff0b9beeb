package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FutureTest {
  private final List<Object> seen = new ArrayList<>();

  @Test
  void anAwaitGivesTheResultThatIsSetLater() {
    TestLoop.run(
        () -> {
          Future<String> future = new Future<>();
          EventLoop.getRunningLoop().callSoon(() -> future.setResult("later"));
          assertThat(await(future)).isEqualTo("later");
        });
  }

  @Test
  void anAwaitOfADoneFutureGivesTheTurnToNobody() {
    TestLoop.run(
        () -> {
          EventLoop.getRunningLoop().callSoon(() -> seen.add("other"));
          Future<String> future = new Future<>();
          future.setResult("at once");
          assertThat(await(future)).isEqualTo("at once");
          assertThat(seen).isEmpty();
        });
  }

  @Test
  void aResultIsSetOnlyOnce() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          future.setResult(1);
          assertThatThrownBy(() -> future.setResult(2))
              .isInstanceOf(InvalidStateError.class)
              .hasMessageContaining("only once");
          assertThatThrownBy(() -> future.setException(new IOException()))
              .isInstanceOf(InvalidStateError.class);
          assertThat(future.result()).isEqualTo(1);
        });
  }

  @Test
  void resultAndExceptionOfAPendingFutureAreInvalidState() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          assertThatThrownBy(future::result)
              .isInstanceOf(InvalidStateError.class)
              .hasMessageContaining("await it");
          assertThatThrownBy(future::exception).isInstanceOf(InvalidStateError.class);
        });
  }

  @Test
  void aCheckedExceptionArrivesAsTheObjectItIs() {
    IOException thrown = new IOException("disk");
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          future.setException(thrown);
          assertThat(future.exception()).isSameAs(thrown);
          try {
            await(future, IOException.class);
          } catch (IOException caught) {
            seen.add(caught);
          }
        });
    assertThat(seen).containsExactly(thrown);
  }

  @Test
  void resultOfACancelledFutureIsCancelledErrorWithItsMessage() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          assertThat(future.cancel("no more")).isTrue();
          assertThat(future.cancel()).isFalse();
          assertThat(future.cancelled()).isTrue();
          assertThat(future.done()).isTrue();
          assertThatThrownBy(future::result)
              .isInstanceOf(CancelledError.class)
              .hasMessage("no more");
          assertThatThrownBy(future::exception).isInstanceOf(CancelledError.class);
          assertThatThrownBy(() -> future.setResult(1)).isInstanceOf(InvalidStateError.class);
        });
  }

  @Test
  void callbacksAreCalledInOrderInTheNextIteration() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          future.addDoneCallback(f -> seen.add("first " + f.result()));
          future.addDoneCallback(f -> seen.add("second"));
          future.setResult(7);
          seen.add("set");
          sleep(0);
          future.addDoneCallback(f -> seen.add("late"));
          seen.add("added");
          sleep(0);
        });
    assertThat(seen).containsExactly("set", "first 7", "second", "added", "late");
  }

  @Test
  void removeDoneCallbackTakesAllEqualOnesAway() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          Consumer<Future<Integer>> callback = f -> seen.add("called");
          future.addDoneCallback(callback);
          future.addDoneCallback(f -> seen.add("other"));
          future.addDoneCallback(callback);
          assertThat(future.removeDoneCallback(callback)).isEqualTo(2);
          assertThat(future.removeDoneCallback(callback)).isZero();
          future.setResult(1);
          sleep(0);
        });
    assertThat(seen).containsExactly("other");
  }

  @Test
  void aFailingCallbackGoesToTheExceptionHandlerAndStopsNoOther() {
    TestLoop.run(
        () -> {
          EventLoop.getRunningLoop()
              .setExceptionHandler((loop, problem) -> seen.add(problem.exception().getMessage()));
          Future<Integer> future = new Future<>();
          future.addDoneCallback(
              f -> {
                throw new IllegalStateException("bad callback");
              });
          future.addDoneCallback(f -> seen.add("next"));
          future.setResult(1);
          sleep(0);
        });
    assertThat(seen).containsExactly("bad callback", "next");
  }

  @Test
  void allWhoWaitAreWokenInTheOrderTheyCame() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          for (int i = 0; i < 5; i++) {
            int number = i;
            createTask(
                () -> {
                  await(future);
                  seen.add(number);
                });
          }
          sleep(0);
          future.setResult(1);
          sleep(0);
        });
    assertThat(seen).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void stopAsyncIterationIsNoException() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          assertThatThrownBy(() -> future.setException(new StopAsyncIteration()))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  @Test
  void anExceptionThatNobodyAskedForIsReportedWhenTheLoopIsClosed() {
    EventLoop loop = TestLoop.newEventLoop();
    loop.setExceptionHandler((l, problem) -> seen.add(problem.message()));
    Future<Integer> unheard = loop.createFuture();
    Future<Integer> heard = loop.createFuture();
    unheard.setException(new IOException());
    heard.setException(new IOException());
    assertThat(heard.exception()).isNotNull();
    loop.close();
    assertThat(seen).containsExactly("exception of future was never retrieved");
  }

  @Test
  void anExceptionThatNobodyAskedForIsReportedWhenItsTaskIsCollected() {
    Async.run(
        () -> {
          Future<String> told = new Future<>();
          EventLoop.getRunningLoop()
              .setExceptionHandler((l, problem) -> told.setResult(problem.message()));
          failingTask();
          sleep(0);
          sleep(0);
          System.gc();
          seen.add(await(told));
        });
    assertThat(seen).containsExactly("exception of task lost was never retrieved");
  }

  private static void failingTask() {
    Async.createTask(
        "lost",
        () -> {
          throw new IOException("nobody hears");
        });
  }

  @Test
  void awaitingInACallbackSaysWhatToDo() {
    TestLoop.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          loop.setExceptionHandler((l, problem) -> seen.add(problem.exception().getMessage()));
          loop.callSoon(() -> sleep(1));
          loop.callSoon(() -> await(new Future<>(loop)));
          sleep(0);
        });
    assertThat(seen)
        .containsExactly(
            "sleep in a callback: only a coroutine can wait; start one there with createTask",
            "await in a callback: only a coroutine can wait; start one there with createTask");
  }

  @Test
  void aFutureOfAnotherLoopCannotBeAwaited() {
    try (EventLoop other = TestLoop.newEventLoop()) {
      TestLoop.run(
          () ->
              assertThatThrownBy(() -> await(other.createFuture()))
                  .isInstanceOf(RuntimeError.class)
                  .hasMessageContaining("different loop")
                  .hasMessageContaining("runCoroutineThreadsafe"));
    }
  }

  @Test
  void aFutureTellsHowItStands() {
    TestLoop.run(
        () -> {
          Future<Integer> future = new Future<>();
          assertThat(future).hasToString("<Future pending>");
          future.setResult(3);
          assertThat(future).hasToString("<Future finished result=3>");
          Future<Integer> cancelled = new Future<>();
          cancelled.cancel();
          assertThat(cancelled).hasToString("<Future cancelled>");
        });
  }
}
