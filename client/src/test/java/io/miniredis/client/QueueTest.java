package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Queue} adds to the behaviours of asyncio's: leases, results, batches, cancelling. */
@Timeout(20)
class QueueTest {
  private TestServer server;
  private MiniRedisQueues queues;
  private Queue<String> queue;

  @BeforeEach
  void start() {
    server = new TestServer();
    queues = server.connect();
    queue = queues.queue("q", Codec.string());
  }

  @AfterEach
  void stop() {
    queues.close();
    server.close();
  }

  @Test
  void aJobTellsItsQueueItsIdItsPayloadAndItsDelivery() throws Exception {
    String id = queue.put("häh?");
    assertThat(queue.get()).isEqualTo(new Job<>("q", id, "häh?", 1));
  }

  @Test
  void aBatchKeepsItsOrderAndIsDoneAtOnce() throws Exception {
    List<String> ids = queue.putAll(List.of("a", "b", "c"));
    List<Job<String>> jobs = queue.getBatch(10);
    assertThat(jobs).extracting(Job::id).isEqualTo(ids);
    assertThat(jobs).extracting(Job::payload).containsExactly("a", "b", "c");
    queue.taskDone(jobs);
    assertThat(queue.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void anEmptyBatchIsPutWithoutAWord() throws Exception {
    assertThat(queue.putAll(List.of())).isEmpty();
    assertThat(server.call("EXISTS", "q")).isEqualTo(0L);
  }

  @Test
  void whatIsNotAcknowledgedComesBackWhenItsLeaseRanOut() throws Exception {
    queue.put("a");
    Job<String> first = queue.withLease(Duration.ofMillis(500)).get();
    server.clock.advance(Duration.ofMillis(499));
    assertThatThrownBy(queue::getNowait).isInstanceOf(QueueEmptyException.class);
    server.clock.advance(Duration.ofMillis(1));
    Job<String> second = queue.get();
    assertThat(second).isEqualTo(new Job<>("q", first.id(), "a", 2));
    assertThatThrownBy(() -> queue.taskDone(first))
        .isInstanceOfSatisfying(
            NotLeasedException.class, e -> assertThat(e.ids()).containsExactly(first.id()));
    queue.taskDone(second);
  }

  @Test
  void extendProlongsALeaseFromNowOn() throws Exception {
    queue.put("a");
    Job<String> job = queue.withLease(Duration.ofMillis(100)).get();
    server.clock.advance(Duration.ofMillis(99));
    queue.extend(job, Duration.ofMillis(100));
    server.clock.advance(Duration.ofMillis(99));
    queue.taskDone(job);
    assertThatThrownBy(() -> queue.extend(job, Duration.ofMillis(100)))
        .isInstanceOf(NotLeasedException.class);
  }

  @Test
  void oneWrongJobOfABatchLeavesAllAsTheyWere() throws Exception {
    queue.putAll(List.of("a", "b", "c"));
    List<Job<String>> jobs = queue.getBatch(3);
    queue.taskDone(jobs.get(1));
    assertThatThrownBy(() -> queue.taskDone(jobs))
        .isInstanceOfSatisfying(
            NotLeasedException.class, e -> assertThat(e.ids()).containsExactly(jobs.get(1).id()));
    queue.taskDone(List.of(jobs.get(0), jobs.get(2)));
  }

  @Test
  void aFailedJobIsReadyDelayedOrDead() throws Exception {
    queue.create(QueueOptions.defaults().maxDeliveries(3));
    queue.put("a");
    assertThat(queue.fail(queue.get())).isEqualTo(JobState.READY);
    assertThat(
            queue.fail(queue.get(), FailOptions.defaults().delay(Duration.ofSeconds(5)).error("e")))
        .isEqualTo(JobState.DELAYED);
    server.clock.advance(Duration.ofSeconds(5));
    Job<String> last = queue.get();
    assertThat(last.deliveries()).isEqualTo(3);
    assertThat(queue.fail(last)).isEqualTo(JobState.DEAD);
    queue.put("b");
    assertThat(queue.fail(queue.get(), FailOptions.defaults().deadNow())).isEqualTo(JobState.DEAD);
  }

  @Test
  void aReleasedJobIsTheNextOneAndItsDeliveryDidNotCount() throws Exception {
    queue.putAll(List.of("a", "b"));
    queue.release(queue.get());
    assertThat(queue.get()).extracting(Job::payload, Job::deliveries).containsExactly("a", 1);
  }

  @Test
  void atMostOnceJobsAreDoneAsTheyAreHandedOut() throws Exception {
    queue.put("a");
    Job<String> job = queue.atMostOnce().get();
    assertThat(queue.join(Duration.ofSeconds(10))).isTrue();
    assertThatThrownBy(() -> queue.taskDone(job)).isInstanceOf(NotLeasedException.class);
  }

  @Test
  void aDelayedJobComesInItsTime() throws Exception {
    queue.put("later", PutOptions.defaults().delay(Duration.ofSeconds(1)));
    CompletableFuture<Job<String>> get = queue.async().get();
    server.awaitWaiting(1);
    assertThat(get).isNotDone();
    server.clock.advance(Duration.ofSeconds(1));
    assertThat(get.get(10, TimeUnit.SECONDS).payload()).isEqualTo("later");
  }

  @Test
  void anIdIsTakenOnce() throws Exception {
    PutOptions options = PutOptions.defaults().id("order-7");
    assertThat(queue.put("a", options)).isEqualTo("order-7");
    assertThat(queue.put("a", options)).isEqualTo("order-7");
    assertThat(queue.getBatch(10)).hasSize(1);
  }

  @Test
  void aPayloadThatCannotBeReadHasFailed() throws Exception {
    Codec<String> broken =
        new Codec<>() {
          @Override
          public byte[] encode(String payload) {
            return payload.getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public String decode(byte[] bytes) throws Exception {
            throw new Exception("not mine");
          }
        };
    queue.create(QueueOptions.defaults().maxDeliveries(1));
    queue.put("a");
    assertThatThrownBy(() -> queues.queue("q", broken).get())
        .isInstanceOf(QueueCodecException.class)
        .hasMessageContaining("cannot be read");
    assertThat(queue.join(Duration.ofSeconds(10))).as("it is dead").isTrue();
  }

  @Test
  void severalQueuesServeInTheOrderGiven() throws Exception {
    Queue<String> urgent = queues.queue("urgent", Codec.string());
    queue.put("a");
    urgent.put("b");
    assertThat(queues.getFrom(List.of(urgent, queue)).queue()).isEqualTo("urgent");
    assertThat(queues.getFrom(List.of(urgent, queue)).queue()).isEqualTo("q");
  }

  @Test
  void aKeyOfAnotherTypeIsAnErrorThatSaysSo() {
    server.call("SET", "q", "v");
    assertThatThrownBy(queue::get)
        .isInstanceOfSatisfying(
            QueueCommandException.class, e -> assertThat(e.code()).isEqualTo("WRONGTYPE"));
    assertThatThrownBy(() -> queue.put("a")).isInstanceOf(QueueCommandException.class);
  }

  @Test
  void deletingAQueueWakesThoseWhoWaitForIt() throws Exception {
    queue.create(QueueOptions.defaults());
    CompletableFuture<Job<String>> get = queue.async().get();
    server.awaitWaiting(1);
    server.call("DEL", "q");
    assertThatThrownBy(() -> get.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(NoSuchQueueException.class);
  }

  @Test
  void creatingAQueueTwiceWithOtherOptionsIsAnError() {
    queue.create(QueueOptions.defaults().maxSize(3));
    queue.create(QueueOptions.defaults().maxSize(3));
    assertThatThrownBy(() -> queue.create(QueueOptions.defaults().maxSize(4)))
        .isInstanceOf(QueueCommandException.class);
  }

  @Test
  void aTimeoutTakesTheWaitOffTheServer() {
    assertThatThrownBy(() -> queue.get(Duration.ofMillis(1)))
        .isInstanceOf(QueueEmptyException.class);
    server.awaitWaiting(0);
  }

  @Test
  void aPutThatFindsNoPlaceInTimeIsToldSo() throws Exception {
    queue.create(QueueOptions.defaults().maxSize(1));
    queue.put("a");
    assertThatThrownBy(() -> queue.put("b", PutOptions.defaults(), Duration.ofMillis(1)))
        .isInstanceOf(QueueFullException.class);
    server.awaitWaiting(0);
    assertThat(queue.getBatchNowait(10)).hasSize(1);
  }

  @Test
  void aPayloadOverTheLimitIsRefusedAndTheClientGoesOn() throws Exception {
    server.call("CONFIG", "SET", "proto-max-bulk-len", "1mb");
    String large = "x".repeat(3 << 20);
    assertThatThrownBy(() -> queue.put(large)).isInstanceOf(QueueException.class);
    assertThatThrownBy(() -> queue.put(large, PutOptions.defaults().id("large")))
        .isInstanceOf(QueueException.class);
    String fits = "x".repeat(1000 << 10);
    queue.put(fits, PutOptions.defaults().id("fits"));
    assertThat(queue.get().payload()).isEqualTo(fits);
  }

  @Test
  void whoMayNotUnblockClosesTheConnectionOfAWaitInstead() throws Exception {
    server.call(
        "ACL",
        "SETUSER",
        "app",
        "on",
        ">secret",
        "~*",
        "+@queue",
        "+@connection",
        "-client",
        "+client|id");
    String uri = server.uri().replace("redis://", "redis://app:secret@");
    try (MiniRedisQueues limited = MiniRedisQueues.connect(uri)) {
      Queue<String> mine = limited.queue("q", Codec.string());
      CompletableFuture<Job<String>> get = mine.async().get();
      server.awaitWaiting(1);
      get.cancel(true);
      server.awaitWaiting(0);
      mine.put("a");
      assertThat(mine.get().payload()).isEqualTo("a");
    }
  }

  @Test
  void whoMayNotWaitIsToldSo() {
    server.call("ACL", "SETUSER", "app", "on", ">secret", "~*", "+@queue", "+hello", "+auth");
    String uri = server.uri().replace("redis://", "redis://app:secret@");
    try (MiniRedisQueues limited = MiniRedisQueues.connect(uri)) {
      assertThatThrownBy(limited.queue("q", Codec.string())::get)
          .isInstanceOf(QueueConnectionException.class)
          .hasMessageContaining("NOPERM");
    }
  }

  @Test
  void aWaitIsNotCutByTheTimeoutOfAnswers() throws Exception {
    try (MiniRedisQueues impatient = MiniRedisQueues.connect(server.uri() + "?timeout=100ms")) {
      CompletableFuture<Job<String>> get = impatient.queue("q", Codec.string()).async().get();
      server.awaitWaiting(1);
      assertThatThrownBy(() -> get.get(300, TimeUnit.MILLISECONDS)) // thrice the timeout
          .isInstanceOf(TimeoutException.class);
      queue.put("a");
      assertThat(get.get(10, TimeUnit.SECONDS).payload()).isEqualTo("a");
    }
  }

  @Test
  void anInterruptedThreadIsTakenOffTheServer() throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                queue.get();
              } catch (Throwable e) {
                ended.complete(e);
              }
            });
    server.awaitWaiting(1);
    thread.interrupt();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    server.awaitWaiting(0);
    queue.put("a");
    assertThat(queue.getNowait().payload()).isEqualTo("a");
  }

  @Test
  void anInterruptedPutIsTakenOffTheServer() throws Exception {
    queue.create(QueueOptions.defaults().maxSize(1));
    queue.put("a");
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                queue.put("b");
              } catch (Throwable e) {
                ended.complete(e);
              }
            });
    server.awaitWaiting(1);
    thread.interrupt();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    server.awaitWaiting(0);
    assertThat(queue.getBatchNowait(10)).hasSize(1);
  }

  @Test
  void tenThousandThreadsWaitAsOneAndAreAllServed() throws Exception {
    Set<String> got = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  Job<String> job = queue.get();
                  got.add(job.payload());
                  queue.taskDone(job);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    server.awaitWaiting(1);
    for (int i = 0; i < 10; i++) {
      int thousand = 1000 * i;
      queue.putAll(IntStream.range(0, 1000).mapToObj(n -> "job " + (thousand + n)).toList());
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(got).hasSize(10_000);
    assertThat(queue.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void closingTheClientEndsWhatWaits() {
    CompletableFuture<Job<String>> get = queue.async().get();
    CompletableFuture<Void> join = queue.async().join();
    server.awaitWaiting(1);
    queues.close();
    assertThatThrownBy(() -> get.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(QueueConnectionException.class);
    assertThat(join).isCompletedExceptionally();
    assertThatThrownBy(queue::getNowait).isInstanceOf(QueueConnectionException.class);
  }

  @Test
  void thereIsNoConnectionToNobody() {
    int port = server.port();
    server.close();
    assertThatThrownBy(() -> MiniRedisQueues.connect("redis://127.0.0.1:" + port))
        .isInstanceOf(QueueConnectionException.class);
    server = new TestServer();
  }
}
