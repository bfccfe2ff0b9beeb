package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.shield;
import static io.miniredis.async.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
  private final List<Object> seen = new ArrayList<>();

  private static <T> Coroutine<T> after(double seconds, T result) {
    return Coroutine.of(
        () -> {
          sleep(seconds);
          return result;
        });
  }

  private static Coroutine<String> failing(double seconds, Throwable problem) {
    return Coroutine.of(
        () -> {
          sleep(seconds);
          throw Sneaky.rethrow(problem);
        });
  }

  @Test
  void resultsAreInTheOrderOfTheArgumentsNotOfCompletion() {
    TestLoop.run(
        () -> {
          assertThat(await(gather(after(3, "a"), after(1, "b"), after(2, "c"))))
              .containsExactly("a", "b", "c");
          assertThat(TestLoop.elapsed()).hasSeconds(3);
        });
  }

  @Test
  void nothingGathersToNothing() {
    TestLoop.run(
        () -> {
          Future<List<Integer>> none = gather(List.<Awaitable<Integer>>of());
          assertThat(none.done()).isTrue();
          assertThat(await(none)).isEmpty();
        });
  }

  @Test
  void theFirstExceptionArrivesAtOnceAndTheOthersGoOn() {
    TestLoop.run(
        () -> {
          Task<String> slow = createTask(after(5, "slow"));
          IOException thrown = new IOException("first");
          assertThatThrownBy(
                  () -> await(gather(slow, failing(1, thrown), failing(2, new IOException()))))
              .isSameAs(thrown);
          assertThat(TestLoop.elapsed()).hasSeconds(1);
          assertThat(slow.done()).isFalse();
          assertThat(await(slow)).isEqualTo("slow");
        });
  }

  @Test
  void withReturnExceptionsAnExceptionIsAResult() {
    TestLoop.run(
        () -> {
          IOException thrown = new IOException("result");
          List<Object> results = await(gather(true, after(2, "ok"), failing(1, thrown)));
          assertThat(results).containsExactly("ok", thrown);
        });
  }

  @Test
  void cancellingTheGatherCancelsAllChildren() {
    TestLoop.run(
        () -> {
          Task<String> a = createTask(after(5, "a"));
          Task<String> b = createTask(after(5, "b"));
          Future<List<String>> both = gather(a, b);
          sleep(1);
          assertThat(both.cancel("stop")).isTrue();
          assertThat(both.done()).isFalse();
          assertThatThrownBy(both::await).isInstanceOf(CancelledError.class);
          sleep(0);
          assertThat(a.cancelled()).isTrue();
          assertThat(b.cancelled()).isTrue();
        });
  }

  @Test
  void cancellingTheGatherWithReturnExceptionsWaitsForTheChildrenAndIsCancelled() {
    TestLoop.run(
        () -> {
          Task<?> stubborn =
              createTask(
                  () -> {
                    try {
                      sleep(5);
                    } catch (CancelledError cancelled) {
                      sleep(2);
                      seen.add("cleaned up");
                    }
                  });
          Future<List<Object>> all = gather(true, stubborn);
          sleep(1);
          all.cancel();
          assertThatThrownBy(all::await).isInstanceOf(CancelledError.class);
          assertThat(TestLoop.elapsed()).hasSeconds(3);
        });
    assertThat(seen).containsExactly("cleaned up");
  }

  @Test
  void aChildThatIsCancelledAloneIsACancelledErrorOfTheGatherNotACancelledGather() {
    TestLoop.run(
        () -> {
          Task<String> child = createTask(after(5, "never"));
          Task<String> other = createTask(after(2, "other"));
          Future<List<String>> both = gather(child, other);
          sleep(1);
          child.cancel();
          assertThatThrownBy(both::await).isInstanceOf(CancelledError.class);
          assertThat(both.cancelled()).isFalse();
          assertThat(await(other)).isEqualTo("other");
        });
  }

  @Test
  void aCancelledChildIsAResultWithReturnExceptions() {
    TestLoop.run(
        () -> {
          Task<String> child = createTask(after(5, "never"));
          Future<List<Object>> both = gather(true, child, after(2, "other"));
          sleep(1);
          child.cancel();
          List<Object> results = await(both);
          assertThat(results.get(0)).isInstanceOf(CancelledError.class);
          assertThat(results.get(1)).isEqualTo("other");
        });
  }

  @Test
  void anArgumentThatComesTwiceRunsOnceAndHasTwoPlaces() {
    TestLoop.run(
        () -> {
          Coroutine<String> once = after(1, "x");
          assertThat(await(gather(List.of(once, once)))).containsExactly("x", "x");
        });
  }

  @Test
  void awaitingAGatherWhenTheTaskIsCancelledCancelsTheChildren() {
    TestLoop.run(
        () -> {
          Task<String> child = createTask(after(5, "never"));
          Task<?> parent = createTask(() -> await(gather(child)));
          sleep(1);
          parent.cancel();
          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class);
          assertThat(child.cancelled()).isTrue();
        });
  }

  @Test
  void exceptionsAfterTheFirstAreNotReported() {
    TestLoop.run(
        () -> {
          EventLoop.getRunningLoop()
              .setExceptionHandler((loop, problem) -> seen.add(problem.message()));
          assertThatThrownBy(
                  () ->
                      await(
                          gather(
                              failing(1, new IOException("a")), failing(2, new IOException("b")))))
              .hasMessage("a");
          sleep(5);
        });
    assertThat(seen).isEmpty();
  }

  @Test
  void aShieldIsCancelledWithoutWhatItShields() {
    TestLoop.run(
        () -> {
          Task<String> inner = createTask(after(2, "kept"));
          Task<?> outer = createTask(() -> await(shield(inner)));
          sleep(1);
          outer.cancel();
          assertThatThrownBy(outer::await).isInstanceOf(CancelledError.class);
          assertThat(inner.cancelled()).isFalse();
          assertThat(await(inner)).isEqualTo("kept");
        });
  }

  @Test
  void aShieldGivesResultExceptionAndCancellationOfWhatItShields() {
    TestLoop.run(
        () -> {
          assertThat(await(shield(after(1, "x")))).isEqualTo("x");
          assertThatThrownBy(() -> await(shield(failing(1, new IOException("y"))))).hasMessage("y");
          Task<String> inner = createTask(after(9, "z"));
          Future<String> outer = shield(inner);
          sleep(0);
          inner.cancel();
          assertThatThrownBy(outer::await).isInstanceOf(CancelledError.class);
          assertThat(outer.cancelled()).isTrue();
        });
  }

  @Test
  void aShieldOfSomethingDoneIsThatItself() {
    TestLoop.run(
        () -> {
          Future<Integer> done = new Future<>();
          done.setResult(1);
          assertThat(shield(done)).isSameAs(done);
        });
  }
}
