package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asynchronous iterators and generators. */
class AsyncGeneratorTest {
  private final List<Object> seen = new ArrayList<>();

  private AsyncGenerator<Integer> counting(int end) {
    return AsyncGenerator.of(
        out -> {
          seen.add("begin");
          try {
            for (int i = 0; i < end; i++) {
              sleep(1);
              out.yield(i);
            }
          } finally {
            seen.add("end");
          }
        });
  }

  @Test
  void aForIteratesItAndWaitsForEachElement() {
    TestLoop.run(
        () -> {
          for (int i : counting(3)) {
            seen.add(i);
          }
          assertThat(TestLoop.elapsed()).hasSeconds(3);
        });
    assertThat(seen).containsExactly("begin", 0, 1, 2, "end");
  }

  @Test
  void nothingRunsBeforeTheFirstElementIsAskedFor() {
    TestLoop.run(
        () -> {
          AsyncGenerator<Integer> generator = counting(3);
          sleep(5);
          assertThat(seen).isEmpty();
          assertThat(generator.anext()).isZero();
          assertThat(seen).containsExactly("begin");
          generator.aclose();
        });
  }

  @Test
  void itIsPartOfTheTaskThatAsks() {
    TestLoop.run(
        () -> {
          AsyncGenerator<Object> generator =
              AsyncGenerator.of(
                  out -> {
                    out.yield(Async.currentTask());
                    sleep(1);
                    out.yield(Async.currentTask());
                  });
          for (Object task : generator) {
            assertThat(task).isSameAs(Async.currentTask());
          }
        });
  }

  @Test
  void whileItWaitsOthersRun() {
    TestLoop.run(
        () -> {
          createTask(
              () -> {
                sleep(0.5);
                seen.add("other");
              });
          for (int i : counting(1)) {
            seen.add(i);
          }
        });
    assertThat(seen).containsExactly("begin", "other", 0, "end");
  }

  @Test
  void cancellationArrivesAtItsAwait() {
    TestLoop.run(
        () -> {
          Task<?> task =
              createTask(
                  () -> {
                    for (int i : counting(10)) {
                      seen.add(i);
                    }
                  });
          sleep(2.5);
          task.cancel();
          assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
        });
    assertThat(seen).containsExactly("begin", 0, 1, "end");
  }

  @Test
  void acloseRunsItsFinallyWhichMayAwait() {
    TestLoop.run(
        () -> {
          AsyncGenerator<Integer> generator =
              AsyncGenerator.of(
                  out -> {
                    try {
                      out.yield(1);
                      seen.add("not reached");
                    } finally {
                      sleep(2);
                      seen.add("closed");
                    }
                  });
          generator.anext();
          generator.aclose();
          assertThat(TestLoop.elapsed()).hasSeconds(2);
          generator.aclose();
          assertThatThrownBy(generator::anext).isInstanceOf(StopAsyncIteration.class);
        });
    assertThat(seen).containsExactly("closed");
  }

  @Test
  void aGeneratorThatWasClosedBeforeItBeganNeverBegins() {
    TestLoop.run(
        () -> {
          AsyncGenerator<Integer> generator = counting(3);
          generator.aclose();
          assertThatThrownBy(generator::anext).isInstanceOf(StopAsyncIteration.class);
        });
    assertThat(seen).isEmpty();
  }

  @Test
  void aGeneratorThatYieldsWhileItIsClosedIsAnError() {
    TestLoop.run(
        () -> {
          AsyncGenerator<Integer> generator =
              AsyncGenerator.of(
                  out -> {
                    try {
                      out.yield(1);
                    } finally {
                      out.yield(2);
                    }
                  });
          generator.anext();
          assertThatThrownBy(generator::aclose)
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("while it was closed");
        });
  }

  @Test
  void anExceptionThrownInArrivesAtTheYieldAndMayBeDealtWith() {
    TestLoop.run(
        () -> {
          AsyncGenerator<String> generator =
              AsyncGenerator.of(
                  out -> {
                    try {
                      out.yield("first");
                    } catch (IllegalStateException thrown) {
                      out.yield("caught " + thrown.getMessage());
                    }
                  });
          assertThat(generator.anext()).isEqualTo("first");
          assertThat(generator.athrow(new IllegalStateException("x"))).isEqualTo("caught x");
          assertThatThrownBy(() -> generator.athrow(new IOException("y"))).hasMessage("y");
          assertThatThrownBy(generator::anext).isInstanceOf(StopAsyncIteration.class);
        });
  }

  @Test
  void whatIsSentIsWhatTheYieldReturns() {
    TestLoop.run(
        () -> {
          AsyncGenerator<String> generator =
              AsyncGenerator.of(
                  out -> {
                    Object sent = out.yield("ready");
                    for (; ; ) {
                      sent = out.yield("got " + sent);
                    }
                  });
          assertThatThrownBy(() -> generator.asend("early"))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(generator.anext()).isEqualTo("ready");
          assertThat(generator.asend(5)).isEqualTo("got 5");
          assertThat(generator.anext()).isEqualTo("got null");
          generator.aclose();
        });
  }

  @Test
  void whatItsBodyThrowsReachesWhoAsksAndEndsIt() {
    IOException thrown = new IOException("torn");
    TestLoop.run(
        () -> {
          AsyncGenerator<Integer> generator =
              AsyncGenerator.of(
                  out -> {
                    out.yield(1);
                    throw thrown;
                  });
          generator.anext();
          assertThatThrownBy(generator::anext).isSameAs(thrown);
          assertThatThrownBy(generator::anext).isInstanceOf(StopAsyncIteration.class);
        });
  }

  @Test
  void stopAsyncIterationInTheBodyIsAMistakeNotAnEnd() {
    TestLoop.run(
        () -> {
          AsyncGenerator<Integer> generator =
              AsyncGenerator.of(
                  out -> {
                    throw new StopAsyncIteration();
                  });
          assertThatThrownBy(generator::anext).isInstanceOf(RuntimeError.class);
        });
  }

  @Test
  void onlyOneTaskAtATimeMayAsk() {
    TestLoop.run(
        () -> {
          AsyncGenerator<Integer> generator = counting(3);
          Task<Integer> first = createTask(generator::anext);
          sleep(0);
          assertThatThrownBy(generator::anext)
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("already running");
          assertThatThrownBy(generator::aclose).isInstanceOf(RuntimeError.class);
          assertThat(await(first)).isZero();
          generator.aclose();
        });
  }

  @Test
  void withClosesIt() {
    TestLoop.run(
        () -> {
          with(
              counting(10),
              generator -> {
                for (int i : generator) {
                  if (i == 1) {
                    break;
                  }
                }
              });
          assertThat(seen).containsExactly("begin", "end");
        });
  }

  @Test
  void theEndOfTheRunClosesWhatIsOpen() {
    TestLoop.run(
        () -> {
          counting(3).anext();
        });
    assertThat(seen).containsExactly("begin", "end");
  }

  @Test
  void closingTheLoopUnwindsWhatIsOpen() {
    EventLoop loop = TestLoop.newEventLoop();
    AsyncGenerator<Integer> generator = counting(3);
    loop.runUntilComplete(() -> generator.anext());
    loop.close();
    assertThat(seen).containsExactly("begin", "end");
  }

  @Test
  void generatorsOfGeneratorsPassElementsOn() {
    TestLoop.run(
        () -> {
          AsyncGenerator<Integer> doubled =
              AsyncGenerator.of(
                  out -> {
                    for (int i : counting(3)) {
                      out.yield(2 * i);
                    }
                  });
          for (int i : doubled) {
            seen.add(i);
          }
        });
    assertThat(seen).containsExactly("begin", 0, 2, 4, "end");
  }

  @Test
  void anIteratorOfOnesOwnIsIteratedAlike() {
    int[] next = {0};
    AsyncIterator<Integer> iterator =
        () -> {
          sleep(1);
          if (next[0] == 3) {
            throw new StopAsyncIteration();
          }
          return next[0]++;
        };
    TestLoop.run(
        () -> {
          for (int i : iterator) {
            seen.add(i);
          }
        });
    assertThat(seen).containsExactly(0, 1, 2);
  }
}
