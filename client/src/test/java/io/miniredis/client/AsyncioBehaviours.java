package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.client.Channel.Item;
import io.miniredis.client.Channel.Refusal;
import io.miniredis.client.Channel.RefusedException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What CPython 3.13 promises of asyncio.Queue, LifoQueue and PriorityQueue, promise by promise.
 * Each subclass asks for them in another way.
 *
 * @see <a href="https://docs.python.org/3.13/library/asyncio-queue.html">asyncio queues</a>
 */
@Timeout(30)
abstract class AsyncioBehaviours {
  private TestServer server;
  private Channel queue;

  abstract Channel open(TestServer server);

  @BeforeEach
  void start() {
    server = new TestServer();
    queue = open(server);
  }

  @AfterEach
  void stop() {
    queue.close();
    server.close();
  }

  private static <T> T done(CompletableFuture<T> call) throws Exception {
    return call.get(10, TimeUnit.SECONDS);
  }

  private static void assertRefused(Refusal refusal, CompletableFuture<?> call) {
    assertThatThrownBy(() -> done(call))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(RefusedException.class)
        .cause()
        .hasMessage(refusal.name());
  }

  private static void assertRefused(Refusal refusal, Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(RefusedException.class).hasMessage(refusal.name());
  }

  private void putAll(String... payloads) {
    for (String payload : payloads) {
      queue.putNowait(payload);
    }
  }

  private List<String> drain(int count) {
    List<String> payloads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      payloads.add(queue.getNowait().payload());
    }
    return payloads;
  }

  // ---- order

  @Test
  void aQueueGivesOutWhatCameFirst() {
    putAll("1", "3", "2");
    assertThat(drain(3)).containsExactly("1", "3", "2");
  }

  @Test
  void aLifoQueueGivesOutWhatCameLast() {
    queue.create(0, Order.LIFO);
    putAll("1", "3", "2");
    assertThat(drain(3)).containsExactly("2", "3", "1");
  }

  @Test
  void aPriorityQueueGivesOutTheLowestNumber() {
    queue.create(0, Order.PRIORITY);
    queue.putNowait("one", 1);
    queue.putNowait("three", 3);
    queue.putNowait("minus", -2);
    queue.putNowait("two", 2);
    queue.putNowait("one again", 1);
    assertThat(drain(5)).containsExactly("minus", "one", "one again", "two", "three");
  }

  // ---- size

  @Test
  void aQueueWithoutMaxsizeIsNeverFull() throws Exception {
    for (int i = 0; i < 100; i++) {
      done(queue.put("x"));
    }
    assertThat(queue.size()).isEqualTo(100);
  }

  @Test
  void aFullQueueLetsAPutWaitUntilThereIsPlace() throws Exception {
    queue.create(2, Order.FIFO);
    done(queue.put("1"));
    done(queue.put("2"));
    CompletableFuture<Void> third = queue.put("3");
    queue.awaitWaiting(0, 1, 0);
    assertThat(third).isNotDone();
    assertThat(queue.size()).isEqualTo(2);
    assertThat(done(queue.get()).payload()).isEqualTo("1");
    done(third);
    assertThat(drain(2)).containsExactly("2", "3");
  }

  // ---- get

  @Test
  void getTakesWhatIsThere() throws Exception {
    putAll("1");
    assertThat(done(queue.get()).payload()).isEqualTo("1");
    assertThat(queue.size()).isZero();
  }

  @Test
  void getWaitsForAPut() throws Exception {
    CompletableFuture<Item> get = queue.get();
    queue.awaitWaiting(1, 0, 0);
    assertThat(get).isNotDone();
    done(queue.put("1"));
    assertThat(done(get).payload()).isEqualTo("1");
  }

  @Test
  void getNowaitOfAnEmptyQueueIsRefused() {
    assertRefused(Refusal.EMPTY, () -> queue.getNowait());
  }

  @Test
  void gettersAreServedInTheOrderTheyCame() throws Exception {
    List<CompletableFuture<Item>> gets = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      gets.add(queue.get());
      queue.awaitWaiting(i, 0, 0);
    }
    for (int i = 0; i < 4; i++) {
      putAll("job " + i);
      assertThat(done(gets.get(i)).payload()).isEqualTo("job " + i);
    }
  }

  @Test
  void aCancelledGetTakesNothing() throws Exception {
    CompletableFuture<Item> get = queue.get();
    queue.awaitWaiting(1, 0, 0);
    queue.cancel(get);
    assertThatThrownBy(() -> done(get)).isInstanceOf(CancellationException.class);
    queue.awaitWaiting(0, 0, 0);
    putAll("1");
    assertThat(done(queue.get()).payload()).isEqualTo("1");
  }

  @Test
  void theTurnOfACancelledGetGoesToTheNext() throws Exception {
    CompletableFuture<Item> first = queue.get();
    queue.awaitWaiting(1, 0, 0);
    CompletableFuture<Item> second = queue.get();
    queue.awaitWaiting(2, 0, 0);
    queue.cancel(first);
    putAll("a");
    assertThat(done(second).payload()).isEqualTo("a");
    assertThat(first).isCancelled();
  }

  @Test
  void aGetCancelledAsItsJobComesLosesNothing() throws Exception {
    for (int i = 0; i < 50; i++) {
      CompletableFuture<Item> first = queue.get();
      queue.awaitWaiting(1, 0, 0);
      CompletableFuture<Item> second = queue.get();
      CompletableFuture<Void> put = queue.put("job " + i);
      queue.cancel(first);
      done(put);
      if (first.isCancelled()) {
        assertThat(done(second).payload()).isEqualTo("job " + i);
      } else {
        assertThat(done(first).payload()).isEqualTo("job " + i);
        queue.cancel(second);
      }
      queue.awaitWaiting(0, 0, 0);
    }
    assertThat(queue.size()).isZero();
  }

  @Test
  void manyCancelledGetsLeaveTheOneThatStayed() throws Exception {
    List<CompletableFuture<Item>> gets = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      gets.add(queue.get());
      queue.awaitWaiting(i, 0, 0);
    }
    for (int i = 0; i < 5; i++) {
      queue.cancel(gets.get(i));
    }
    putAll("a");
    assertThat(done(gets.get(5)).payload()).isEqualTo("a");
    queue.awaitWaiting(0, 0, 0);
  }

  @Test
  void getsLetWaitingPutsInInTheOrderTheyCame() throws Exception {
    queue.create(1, Order.FIFO);
    putAll("a");
    CompletableFuture<Void> second = queue.put("b");
    queue.awaitWaiting(0, 1, 0);
    CompletableFuture<Void> third = queue.put("c");
    queue.awaitWaiting(0, 2, 0);
    assertThat(done(queue.get()).payload()).isEqualTo("a");
    done(second);
    assertThat(third).isNotDone();
    assertThat(done(queue.get()).payload()).isEqualTo("b");
    done(third);
    assertThat(done(queue.get()).payload()).isEqualTo("c");
  }

  // ---- put

  @Test
  void putNowaitIntoAFullQueueIsRefused() {
    queue.create(1, Order.FIFO);
    putAll("1");
    assertRefused(Refusal.FULL, () -> queue.putNowait("2"));
    assertThat(drain(1)).containsExactly("1");
  }

  @Test
  void aPutServesAWaitingGetThoughThereIsPlaceForOne() throws Exception {
    queue.create(1, Order.FIFO);
    CompletableFuture<Item> get = queue.get();
    queue.awaitWaiting(1, 0, 0);
    done(queue.put("a"));
    done(queue.put("b"));
    assertThat(done(get).payload()).isEqualTo("a");
    assertRefused(Refusal.FULL, () -> queue.putNowait("c"));
  }

  @Test
  void aCancelledPutPutsNothing() throws Exception {
    queue.create(1, Order.FIFO);
    putAll("1");
    CompletableFuture<Void> put = queue.put("2");
    queue.awaitWaiting(0, 1, 0);
    queue.cancel(put);
    assertThatThrownBy(() -> done(put)).isInstanceOf(CancellationException.class);
    queue.awaitWaiting(0, 0, 0);
    assertThat(drain(1)).containsExactly("1");
    assertRefused(Refusal.EMPTY, () -> queue.getNowait());
  }

  @Test
  void theTurnOfACancelledPutGoesToTheNext() throws Exception {
    queue.create(1, Order.FIFO);
    putAll("1");
    CompletableFuture<Void> second = queue.put("2");
    queue.awaitWaiting(0, 1, 0);
    CompletableFuture<Void> third = queue.put("3");
    queue.awaitWaiting(0, 2, 0);
    CompletableFuture<Void> fourth = queue.put("4");
    queue.awaitWaiting(0, 3, 0);
    queue.cancel(second);
    queue.awaitWaiting(0, 2, 0);
    assertThat(done(queue.get()).payload()).isEqualTo("1");
    done(third);
    assertThat(done(queue.get()).payload()).isEqualTo("3");
    done(fourth);
    assertThat(drain(1)).containsExactly("4");
  }

  @Test
  void manyPuttersAndGettersPassEverythingOn() throws Exception {
    queue.create(1, Order.FIFO);
    List<CompletableFuture<Void>> puts = new ArrayList<>();
    List<CompletableFuture<Item>> gets = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      wanted.add("job " + i);
      gets.add(queue.get());
      puts.add(queue.put("job " + i));
    }
    List<String> got = new ArrayList<>();
    for (CompletableFuture<Item> get : gets) {
      got.add(done(get).payload());
    }
    for (CompletableFuture<Void> put : puts) {
      done(put);
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(wanted);
    queue.awaitWaiting(0, 0, 0);
  }

  // ---- task_done and join

  @Test
  void taskDoneOnceTooOftenIsRefused() {
    putAll("1");
    Item item = queue.getNowait();
    queue.taskDone(item);
    assertRefused(Refusal.NOT_LEASED, () -> queue.taskDone(item));
  }

  @Test
  void joinOfAQueueWithoutJobsDoesNotWait() throws Exception {
    queue.create(0, Order.FIFO);
    done(queue.join());
    done(queue.join());
  }

  @Test
  void joinWaitsUntilEveryJobIsDoneNotOnlyTaken() throws Exception {
    putAll("1", "2");
    CompletableFuture<Void> join = queue.join();
    queue.awaitWaiting(0, 0, 1);
    Item first = queue.getNowait();
    Item second = queue.getNowait();
    queue.taskDone(second);
    assertThat(queue.size()).isZero();
    queue.awaitWaiting(0, 0, 1);
    assertThat(join).isNotDone();
    queue.taskDone(first);
    done(join);
  }

  @Test
  void workersThatEndlesslyTakeLetJoinThrough() throws Exception {
    for (int i = 0; i < 100; i++) {
      putAll("job " + i);
    }
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      workers.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  while (true) {
                    CompletableFuture<Item> get = queue.get();
                    try {
                      queue.taskDone(get.get());
                    } catch (InterruptedException e) {
                      queue.cancel(get);
                      return;
                    }
                  }
                } catch (ExecutionException | CancellationException | UncheckedIOException end) {
                  return;
                }
              }));
    }
    done(queue.join());
    assertThat(queue.size()).isZero();
    workers.forEach(Thread::interrupt);
    for (Thread worker : workers) {
      worker.join();
    }
  }

  // ---- shutdown

  @Test
  void aQueueThatWasShutDownRefusesPuts() {
    putAll("1");
    queue.shutdown(false);
    assertRefused(Refusal.SHUT_DOWN, () -> queue.putNowait("2"));
    assertRefused(Refusal.SHUT_DOWN, queue.put("2"));
  }

  @Test
  void aQueueThatWasShutDownGivesOutWhatItHas() throws Exception {
    putAll("1", "2");
    queue.shutdown(false);
    assertThat(done(queue.get()).payload()).isEqualTo("1");
    assertThat(queue.getNowait().payload()).isEqualTo("2");
    assertRefused(Refusal.SHUT_DOWN, queue.get());
    assertRefused(Refusal.SHUT_DOWN, () -> queue.getNowait());
  }

  @Test
  void anEmptyQueueThatWasShutDownRefusesAll() {
    queue.create(0, Order.FIFO);
    queue.shutdown(false);
    assertRefused(Refusal.SHUT_DOWN, () -> queue.getNowait());
    assertRefused(Refusal.SHUT_DOWN, () -> queue.putNowait("1"));
  }

  @Test
  void shutdownWakesGettersWithARefusal() {
    queue.create(0, Order.FIFO);
    CompletableFuture<Item> first = queue.get();
    queue.awaitWaiting(1, 0, 0);
    CompletableFuture<Item> second = queue.get();
    queue.awaitWaiting(2, 0, 0);
    queue.shutdown(false);
    assertRefused(Refusal.SHUT_DOWN, first);
    assertRefused(Refusal.SHUT_DOWN, second);
  }

  @Test
  void shutdownWakesPuttersWithARefusal() throws Exception {
    queue.create(1, Order.FIFO);
    putAll("1");
    CompletableFuture<Void> first = queue.put("2");
    queue.awaitWaiting(0, 1, 0);
    CompletableFuture<Void> second = queue.put("3");
    queue.awaitWaiting(0, 2, 0);
    queue.shutdown(false);
    assertRefused(Refusal.SHUT_DOWN, first);
    assertRefused(Refusal.SHUT_DOWN, second);
    assertThat(done(queue.get()).payload()).isEqualTo("1");
  }

  @Test
  void joinOfAQueueThatWasShutDownWaitsForTheRest() throws Exception {
    putAll("1");
    CompletableFuture<Void> join = queue.join();
    queue.awaitWaiting(0, 0, 1);
    queue.shutdown(false);
    Item item = queue.getNowait();
    assertThat(join).isNotDone();
    queue.taskDone(item);
    done(join);
  }

  @Test
  void immediateShutdownThrowsJobsAwayAndLetsJoinThrough() throws Exception {
    putAll("1", "2");
    CompletableFuture<Void> join = queue.join();
    queue.awaitWaiting(0, 0, 1);
    queue.shutdown(true);
    assertRefused(Refusal.SHUT_DOWN, () -> queue.getNowait());
    done(join);
    assertThat(queue.size()).isZero();
  }

  @Test
  void immediateShutdownStillWaitsForWhatIsInSomebodysHands() throws Exception {
    putAll("1", "2");
    Item item = queue.getNowait();
    CompletableFuture<Void> join = queue.join();
    queue.awaitWaiting(0, 0, 1);
    queue.shutdown(true);
    queue.awaitWaiting(0, 0, 1);
    assertThat(join).isNotDone();
    queue.taskDone(item);
    done(join);
  }

  @Test
  void immediateShutdownMayFollowAnOrderlyOne() {
    putAll("1");
    queue.shutdown(false);
    queue.shutdown(true);
    assertRefused(Refusal.SHUT_DOWN, () -> queue.getNowait());
    queue.shutdown(false);
    assertRefused(Refusal.SHUT_DOWN, () -> queue.putNowait("1"));
  }
}
