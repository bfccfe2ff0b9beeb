package io.miniredis.async;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.cpuPool;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.gather;
import static io.miniredis.async.Async.runCoroutineThreadsafe;
import static io.miniredis.async.Async.runInExecutor;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.toThread;
import static io.miniredis.async.Async.wrapFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What goes between a loop and other threads. */
class ThreadsTest {
  private final List<Object> seen = new ArrayList<>();

  @Test
  void blockingWorkRunsElsewhereWhileTheLoopGoesOn() {
    TestLoop.run(
        () -> {
          CountDownLatch latch = new CountDownLatch(1);
          Future<String> blocking =
              runInExecutor(
                  null,
                  () -> {
                    latch.await();
                    return Thread.currentThread().getName();
                  });
          sleep(0);
          assertThat(blocking.done()).isFalse();
          latch.countDown();
          assertThat(await(blocking)).startsWith("async-blocking");
        });
  }

  @Test
  void virtualTimeStandsWhileAThreadWorks() {
    TestLoop.run(
        () -> {
          Task<?> alarm = createTask(() -> sleep(3600));
          toThread(() -> Thread.sleep(5));
          assertThat(TestLoop.elapsed()).isZero();
          alarm.cancel();
        });
  }

  @Test
  void calculationsHaveAPoolOfTheirOwn() {
    TestLoop.run(
        () -> {
          List<Long> sums =
              await(
                  gather(
                      runInExecutor(cpuPool(), () -> sum(0, 1000)),
                      runInExecutor(cpuPool(), () -> sum(1000, 2000))));
          assertThat(sums).containsExactly(499_500L, 1_499_500L);
          assertThat(await(runInExecutor(cpuPool(), () -> Thread.currentThread().getName())))
              .startsWith("async-computing");
        });
  }

  private static long sum(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += i;
    }
    return sum;
  }

  @Test
  void whatTheWorkThrowsArrivesAtTheAwait() {
    IOException thrown = new IOException("disk");
    TestLoop.run(
        () ->
            assertThatThrownBy(
                    () ->
                        toThread(
                            () -> {
                              throw thrown;
                            }))
                .isSameAs(thrown));
  }

  @Test
  void workThatHasNotBegunDoesNotWhenItsFutureIsCancelled() {
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      TestLoop.run(
          () -> {
            CountDownLatch latch = new CountDownLatch(1);
            Future<Integer> first =
                runInExecutor(
                    one,
                    () -> {
                      latch.await();
                      return 1;
                    });
            Future<?> second = runInExecutor(one, () -> seen.add("ran"));
            second.cancel();
            sleep(0);
            latch.countDown();
            assertThat(await(first)).isEqualTo(1);
          });
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void awaitInAnotherThreadSaysWhatToDo() {
    TestLoop.run(
        () ->
            assertThatThrownBy(() -> toThread(() -> sleep(1)))
                .isInstanceOf(RuntimeError.class)
                .hasMessageContaining("runCoroutineThreadsafe"));
  }

  @Test
  void anotherThreadAsksALoopByRunCoroutineThreadsafe() throws Exception {
    List<CompletableFuture<String>> asked = new ArrayList<>();
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          String answer =
              toThread(
                  () ->
                      runCoroutineThreadsafe(
                              () -> {
                                sleep(0.001);
                                return "answer";
                              },
                              loop)
                          .get());
          seen.add(answer);
          asked.add(
              runCoroutineThreadsafe(
                  () -> {
                    throw new IOException("no");
                  },
                  loop));
          sleep(0.001);
        });
    assertThat(seen).containsExactly("answer");
    assertThatThrownBy(() -> asked.get(0).get())
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no");
  }

  @Test
  void cancellingFromAnotherThreadCancelsTheTask() {
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          Event cancelled = new Event();
          CompletableFuture<String> outside =
              runCoroutineThreadsafe(
                  () -> {
                    try {
                      sleep(60);
                    } finally {
                      cancelled.set();
                    }
                    return "";
                  },
                  loop);
          sleep(0.001);
          toThread(() -> outside.cancel(true));
          cancelled.await();
          seen.add("cancelled");
        });
    assertThat(seen).containsExactly("cancelled");
  }

  @Test
  void callSoonThreadsafeWakesASleepingLoop() {
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          Future<String> future = new Future<>();
          Thread.ofPlatform()
              .start(() -> loop.callSoonThreadsafe(() -> future.setResult("from outside")));
          seen.add(await(future));
        });
    assertThat(seen).containsExactly("from outside");
  }

  @Test
  void aCompletableFutureIsAwaitedByWrapFuture() {
    TestLoop.run(
        () -> {
          CompletableFuture<String> stage = new CompletableFuture<>();
          Thread.startVirtualThread(() -> stage.complete("done"));
          assertThat(await(wrapFuture(stage))).isEqualTo("done");
          CompletableFuture<String> failed =
              CompletableFuture.supplyAsync(
                  () -> {
                    throw new IllegalStateException("failed");
                  });
          assertThatThrownBy(() -> await(wrapFuture(failed)))
              .isInstanceOf(IllegalStateException.class);
          CompletableFuture<String> cancelled = new CompletableFuture<>();
          wrapFuture(cancelled).cancel();
          sleep(0);
          assertThat(cancelled).isCancelled();
        });
  }

  @Test
  void aManyThreadedStormOfCallbacksLosesNone() {
    int threads = 4;
    int each = 5_000;
    Async.run(
        () -> {
          EventLoop loop = EventLoop.getRunningLoop();
          int[] count = {0};
          Event all = new Event();
          for (int t = 0; t < threads; t++) {
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; i < each; i++) {
                        loop.callSoonThreadsafe(
                            () -> {
                              if (++count[0] == threads * each) {
                                all.set();
                              }
                            });
                      }
                    });
          }
          all.await();
          seen.add(count[0]);
        });
    assertThat(seen).containsExactly(threads * each);
  }
}
