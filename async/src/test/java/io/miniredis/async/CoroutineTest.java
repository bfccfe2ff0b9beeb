package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoroutineTest {
  private final List<Object> seen = new ArrayList<>();

  @Test
  void nothingRunsBeforeItIsAwaited() {
    TestLoop.run(
        () -> {
          Coroutine<Integer> coroutine = Coroutine.of(() -> seen.size());
          seen.add("before");
          assertThat(await(coroutine)).isEqualTo(1);
        });
  }

  @Test
  void awaitingACoroutineRunsItInTheSameTaskWithoutGivingTheTurnAway() {
    TestLoop.run(
        () -> {
          Task<?> me = Async.currentTask();
          EventLoop.getRunningLoop().callSoon(() -> seen.add("other"));
          assertThat(await(Coroutine.of(() -> Async.currentTask()))).isSameAs(me);
          assertThat(seen).isEmpty();
        });
  }

  @Test
  void aCoroutineRunsOnce() {
    TestLoop.run(
        () -> {
          Coroutine<Integer> coroutine = Coroutine.of(() -> 1);
          await(coroutine);
          assertThatThrownBy(() -> await(coroutine))
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("cannot reuse an already awaited coroutine");
          assertThatThrownBy(() -> await(createTask(coroutine))).isInstanceOf(RuntimeError.class);
        });
  }

  @Test
  void aClosedCoroutineDoesNotRun() {
    TestLoop.run(
        () -> {
          Coroutine<Integer> coroutine = Coroutine.of(() -> 1);
          coroutine.close();
          assertThatThrownBy(() -> await(coroutine)).isInstanceOf(RuntimeError.class);
        });
  }

  @Test
  void aCoroutineCannotBeAwaitedOutsideALoop() {
    Coroutine<Integer> coroutine = Coroutine.of(() -> 1);
    assertThatThrownBy(() -> await(coroutine))
        .isInstanceOf(RuntimeError.class)
        .hasMessageContaining("no running event loop");
    assertThat(TestLoop.run(coroutine)).isEqualTo(1);
  }

  @Test
  void aCustomAwaitableAwaitsOthersInTheTaskThatAwaitsIt() {
    Awaitable<String> twice =
        () -> {
          sleep(1);
          sleep(1);
          return "twice";
        };
    TestLoop.run(
        () -> {
          assertThat(await(twice)).isEqualTo("twice");
          assertThat(await(twice)).isEqualTo("twice");
          assertThat(TestLoop.elapsed()).hasSeconds(4);
        });
  }

  @Test
  void debugModeTellsOfACoroutineThatWasNeverAwaited() {
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          loop.setDebug(true);
          Future<String> told = new Future<>();
          loop.setExceptionHandler((l, problem) -> told.setResult(problem.message()));
          dropOne();
          System.gc();
          seen.add(await(told));
        });
    assertThat(seen.get(0).toString()).startsWith("coroutine was never awaited: ");
  }

  private static void dropOne() {
    Coroutine.of(() -> 1);
  }
}
