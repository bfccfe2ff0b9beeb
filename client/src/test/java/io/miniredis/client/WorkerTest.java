package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link Worker}: what becomes of jobs, and how it ends. */
@Timeout(30)
class WorkerTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private TestServer server;
  private MiniRedisQueues queues;
  private io.miniredis.client.Queue<String> queue;
  private final Queue<String> handled = new ConcurrentLinkedQueue<>();

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

  private static List<String> jobs(int count) {
    return IntStream.range(0, count).mapToObj(i -> "job " + i).toList();
  }

  /** How often the server ran a command. */
  private long calls(String command) {
    Matcher matcher =
        Pattern.compile("cmdstat_" + command + ":calls=(\\d+)")
            .matcher((String) server.call("INFO", "commandstats"));
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  @Test
  void everyJobIsHandledAndDone() throws Exception {
    queue.putAll(jobs(1000));
    try (Worker worker = Worker.builder(queue, job -> handled.add(job.payload())).start()) {
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(handled).containsExactlyInAnyOrderElementsOf(jobs(1000));
  }

  @Test
  void aSingleHandlerKeepsTheOrder() throws Exception {
    queue.putAll(jobs(200));
    try (Worker worker =
        Worker.builder(queue, job -> handled.add(job.payload())).concurrency(1).start()) {
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(handled).containsExactlyElementsOf(jobs(200));
  }

  @Test
  void soManyRunAtOnceAndNoMore() throws Exception {
    queue.putAll(jobs(9));
    CountDownLatch three = new CountDownLatch(3);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  three.countDown();
                  goOn.await();
                  running.decrementAndGet();
                })
            .concurrency(3)
            .prefetch(2)
            .start()) {
      assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();
      TestServer.await("the rest to stay at the server", () -> queueLength() == 4);
      goOn.countDown();
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(most).hasValue(3);
  }

  private long queueLength() {
    return (Long) server.call("Q.LEN", "q");
  }

  @Test
  void acknowledgementsGoInGroups() throws Exception {
    queue.putAll(jobs(2000));
    try (Worker worker =
        Worker.builder(queue, job -> handled.add(job.payload()))
            .concurrency(50)
            .prefetch(500)
            .start()) {
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(calls("q.done")).isLessThan(1000);
    assertThat(calls("q.get")).isLessThan(200);
  }

  @Test
  void leasesAreProlongedWhileTheHandlerRuns() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    queue.putAll(jobs(3));
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  goOn.await();
                  handled.add(job.payload() + " " + job.deliveries());
                })
            .concurrency(2)
            .lease(Duration.ofMillis(200))
            .start()) {
      TestServer.await("the jobs to be taken", () -> queueLength() == 0);
      for (int i = 0; i < 5; i++) {
        long before = calls("q.extend");
        TestServer.await("heartbeats", () -> calls("q.extend") >= before + 6);
        server.clock.advance(Duration.ofMillis(150));
      }
      goOn.countDown();
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(handled).containsExactlyInAnyOrder("job 0 1", "job 1 1", "job 2 1");
  }

  @Test
  void aJobThatFailedIsTriedAgainAfterItsBackoff() throws Exception {
    queue.create(QueueOptions.defaults().backoff(Duration.ofSeconds(10)));
    queue.put("a");
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  handled.add("attempt " + job.deliveries());
                  if (job.deliveries() < 3) {
                    throw new IllegalStateException("not yet");
                  }
                })
            .start()) {
      TestServer.await("the first attempt", () -> handled.size() == 1 && calls("q.fail") == 1);
      server.clock.advance(Duration.ofSeconds(10));
      TestServer.await("the second attempt", () -> handled.size() == 2 && calls("q.fail") == 2);
      server.clock.advance(Duration.ofSeconds(20));
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(handled).containsExactly("attempt 1", "attempt 2", "attempt 3");
  }

  @Test
  void theRetryPolicySaysWhenAndHowOften() throws Exception {
    io.miniredis.client.Queue<String> dead = queues.queue("dead", Codec.string());
    queue.create(QueueOptions.defaults().deadLetter("dead"));
    queue.put("a");
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  handled.add("attempt " + job.deliveries());
                  throw new IllegalStateException("never");
                })
            .retry(RetryPolicy.after(Duration.ZERO).atMost(4))
            .start()) {
      assertThat(dead.get(LONG).payload()).isEqualTo("a");
    }
    assertThat(handled).hasSize(4);
  }

  @Test
  void hopelessFailuresAreNotTriedAgain() throws Exception {
    io.miniredis.client.Queue<String> dead = queues.queue("dead", Codec.string());
    queue.create(QueueOptions.defaults().deadLetter("dead"));
    queue.put("a");
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  handled.add(job.payload());
                  throw new IllegalArgumentException("no number");
                })
            .retry(RetryPolicy.ofQueue().deadOn(IllegalArgumentException.class))
            .start()) {
      assertThat(dead.get(LONG).payload()).isEqualTo("a");
    }
    assertThat(handled).hasSize(1);
  }

  @Test
  void resultsReachThoseWhoWaitForThem() throws Exception {
    try (Worker worker =
        Worker.builder(queue, job -> job.payload().length(), new NumberCodec()).start()) {
      String id = queue.put("four");
      assertThat(queue.result(id, LONG))
          .hasValueSatisfying(
              result -> assertThat(new String(result, StandardCharsets.UTF_8)).isEqualTo("4"));
    }
  }

  private static final class NumberCodec implements Codec<Integer> {
    @Override
    public byte[] encode(Integer number) {
      return number.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Integer decode(byte[] bytes) {
      return Integer.valueOf(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Test
  void urgentQueuesComeFirst() throws Exception {
    io.miniredis.client.Queue<String> urgent = queues.queue("urgent", Codec.string());
    queue.putAll(List.of("a", "b"));
    urgent.putAll(List.of("c", "d"));
    try (Worker worker =
        Worker.builder(List.of(urgent, queue), job -> handled.add(job.payload()))
            .concurrency(1)
            .start()) {
      assertThat(queue.join(LONG)).isTrue();
      assertThat(urgent.join(LONG)).isTrue();
    }
    assertThat(handled).containsExactly("c", "d", "a", "b");
  }

  @Test
  void stopFinishesWhatRunsAndGivesTheRestBack() throws Exception {
    queue.putAll(jobs(6));
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch goOn = new CountDownLatch(1);
    Worker worker =
        Worker.builder(
                queue,
                job -> {
                  running.countDown();
                  goOn.await();
                  handled.add(job.payload());
                })
            .concurrency(2)
            .prefetch(2)
            .start();
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    TestServer.await("jobs to be fetched ahead", () -> queueLength() == 2);
    Thread stopper = Thread.startVirtualThread(worker::close);
    TestServer.await("the unstarted to be back", () -> queueLength() == 4);
    goOn.countDown();
    stopper.join();
    assertThat(worker.terminated()).isCompleted();
    assertThat(handled).containsExactlyInAnyOrder("job 0", "job 1");
    List<Job<String>> left = queue.getBatchNowait(10);
    assertThat(left).extracting(Job::payload).containsExactly("job 2", "job 3", "job 4", "job 5");
    assertThat(left).extracting(Job::deliveries).containsOnly(1);
  }

  @Test
  void whatIsNotThroughInTimeIsInterruptedAndGivenBack() throws Exception {
    queue.putAll(jobs(2));
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(2);
    Worker worker =
        Worker.builder(
                queue,
                job -> {
                  running.countDown();
                  try {
                    never.await();
                  } finally {
                    interrupted.countDown();
                  }
                })
            .start();
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.stop(Duration.ofMillis(1))).isFalse();
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(worker.terminated().get(20, TimeUnit.SECONDS)).isNull();
    List<Job<String>> left = queue.getBatchNowait(10);
    assertThat(left).extracting(Job::payload).containsExactlyInAnyOrder("job 0", "job 1");
    assertThat(left).extracting(Job::deliveries).containsOnly(1);
  }

  @Test
  void anIdleWorkerStopsAtOnceAndLeavesNothingAtTheServer() {
    Worker worker = Worker.builder(queue, job -> {}).start();
    server.awaitWaiting(1);
    worker.close();
    assertThat(worker.terminated()).isCompleted();
    assertThat(server.waiting()).isZero();
  }

  @Test
  void itEndsByItselfWhenItsQueueIsShutDownAndEmpty() throws Exception {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      workers.add(Worker.builder(queue, job -> handled.add(job.payload())).start());
    }
    queue.putAll(jobs(10));
    queue.shutdown(false);
    for (Worker worker : workers) {
      worker.join();
    }
    assertThat(handled).containsExactlyInAnyOrderElementsOf(jobs(10));
  }

  @Test
  void itEndsByItselfWhenItsClientIsClosed() throws Exception {
    Worker worker = Worker.builder(queue, job -> handled.add(job.payload())).start();
    server.awaitWaiting(1);
    queues.close();
    worker.join();
    queues = server.connect();
  }

  @Test
  void anInterruptThatAHandlerLeavesBehindIsNotTheNextOnes() throws Exception {
    queue.putAll(List.of("a", "b"));
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  handled.add(job.payload() + Thread.currentThread().isInterrupted());
                  Thread.currentThread().interrupt();
                })
            .concurrency(1)
            .start()) {
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(handled).containsExactly("afalse", "bfalse");
  }

  @Test
  void whatFailsAfterTheShutdownIsStillTriedAgain() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    queue.put("a");
    Worker worker =
        Worker.builder(
                queue,
                job -> {
                  goOn.await();
                  handled.add("attempt " + job.deliveries());
                  if (job.deliveries() == 1) {
                    throw new IllegalStateException("not yet");
                  }
                })
            .concurrency(1)
            .start();
    queue.shutdown(false);
    goOn.countDown();
    worker.join();
    assertThat(handled).containsExactly("attempt 1", "attempt 2");
  }

  @Test
  void aHandlerThatThrowsAnErrorEndsNeitherItsThreadNorTheWorker() throws Exception {
    queue.putAll(List.of("bad", "good"));
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  if (job.payload().equals("bad") && job.deliveries() == 1) {
                    throw new StackOverflowError();
                  }
                  handled.add(job.payload());
                })
            .concurrency(1)
            .start()) {
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(handled).containsExactlyInAnyOrder("good", "bad");
  }

  @Test
  void aJobDoneByAnotherMeanwhileSpoilsNoGroup() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    queue.putAll(jobs(20));
    AtomicInteger lost = new AtomicInteger();
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  goOn.await();
                  handled.add(job.payload());
                })
            .concurrency(20)
            .listener(
                new WorkerListener() {
                  @Override
                  public void leaseLost(String name, String id) {
                    lost.incrementAndGet();
                  }
                })
            .start()) {
      TestServer.await("the jobs to be taken", () -> queueLength() == 0);
      server.call("Q.DONE", "q", "7");
      server.call("Q.DONE", "q", "9");
      goOn.countDown();
      assertThat(queue.join(LONG)).isTrue();
    }
    assertThat(lost).hasValue(2);
  }
}
