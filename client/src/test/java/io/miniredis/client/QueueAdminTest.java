package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looking into a queue, and operating it. */
@Timeout(20)
class QueueAdminTest {
  private TestServer server;
  private MiniRedisQueues queues;
  private Queue<String> queue;
  private QueueAdmin<String> admin;

  @BeforeEach
  void start() {
    server = new TestServer();
    queues = server.connect();
    queue = queues.queue("q", Codec.string());
    admin = queue.admin();
  }

  @AfterEach
  void stop() {
    queues.close();
    server.close();
  }

  @Test
  void infoTellsOptionsCountsAndTotals() throws Exception {
    QueueOptions options =
        new QueueOptions(
            7,
            Order.LIFO,
            Duration.ofSeconds(5),
            3,
            "dead",
            Duration.ofMinutes(1),
            Duration.ofMillis(100),
            1.5,
            Duration.ofSeconds(9),
            Duration.ofMinutes(2));
    queue.create(options);
    queue.putAll(List.of("a", "b"));
    queue.put("c", PutOptions.defaults().delay(Duration.ofMinutes(1)));
    queue.get();
    server.clock.advance(Duration.ofMillis(250));
    QueueInfo info = admin.info();
    assertThat(info.options()).isEqualTo(options);
    assertThat(info)
        .extracting(
            QueueInfo::ready,
            QueueInfo::delayed,
            QueueInfo::leased,
            QueueInfo::dead,
            QueueInfo::unfinished,
            QueueInfo::put,
            QueueInfo::delivered,
            QueueInfo::done)
        .containsExactly(1L, 1L, 1L, 0L, 3L, 3L, 1L, 0L);
    assertThat(info.nextAge()).contains(Duration.ofMillis(250));
    assertThat(info.paused()).isFalse();
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void aQueueThatIsNotThereHasNoInfoAndNoSize() {
    assertThatThrownBy(admin::info).isInstanceOf(NoSuchQueueException.class);
    assertThat(queue.size()).isZero();
  }

  @Test
  void peekAndJobTellAllAndTakeNothing() throws Exception {
    String id = queue.put("a");
    queue.put("b");
    queue.fail(queue.get(), FailOptions.defaults().deadNow().error("no good"));
    JobInfo<String> dead = admin.job(id).orElseThrow();
    assertThat(dead)
        .isEqualTo(
            new JobInfo<>(
                id,
                JobState.DEAD,
                "a",
                1,
                0,
                Instant.ofEpochMilli(server.clock.millis()),
                Optional.empty(),
                Optional.of("no good")));
    assertThat(admin.peek(JobState.DEAD, 0, 10)).containsExactly(dead);
    assertThat(admin.peek(JobState.READY, 0, 10)).extracting(JobInfo::payload).containsExactly("b");
    assertThat(admin.peek(JobState.READY, 1, 10)).isEmpty();
    assertThat(admin.job("unknown")).isEmpty();
  }

  @Test
  void aPausedQueueGivesNothingOut() throws Exception {
    queue.put("a");
    admin.pause();
    assertThatThrownBy(queue::getNowait).isInstanceOf(QueueEmptyException.class);
    CompletableFuture<Job<String>> get = queue.async().get();
    server.awaitWaiting(1);
    assertThat(admin.info()).extracting(QueueInfo::paused, QueueInfo::waitingGets).contains(1L);
    admin.resume();
    assertThat(get.get(10, TimeUnit.SECONDS).payload()).isEqualTo("a");
  }

  @Test
  void theDeadCanBeTriedAgain() throws Exception {
    queue.putAll(List.of("a", "b", "c"));
    for (Job<String> job : queue.getBatch(3)) {
      queue.fail(job, FailOptions.defaults().deadNow());
    }
    assertThat(admin.retry(admin.peek(JobState.DEAD, 1, 1).get(0).id())).isTrue();
    assertThat(queue.get()).extracting(Job::payload, Job::deliveries).containsExactly("b", 1);
    assertThat(admin.retry("unknown")).isFalse();
    assertThat(admin.retryAll()).isEqualTo(2);
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void jobsCanBeThrownAwayByTheirState() throws Exception {
    queue.putAll(List.of("a", "b", "c"));
    Job<String> job = queue.get();
    assertThat(admin.purge()).isEqualTo(2);
    assertThat(admin.purge(JobState.LEASED)).isEqualTo(1);
    assertThatThrownBy(() -> queue.taskDone(job)).isInstanceOf(NotLeasedException.class);
    assertThat(admin.purge(JobState.DEAD)).isZero();
  }

  @Test
  void theResultOfADeadJobIsAnError() throws Exception {
    String id = queue.put("a");
    CompletableFuture<Optional<byte[]>> result = queue.async().result(id, Duration.ofSeconds(20));
    server.awaitWaiting(1);
    queue.fail(queue.get(), FailOptions.defaults().deadNow().error("no good"));
    assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(JobDeadException.class)
        .hasMessageContaining("no good");
  }

  @Test
  void aResultCanBeHadBeforeAndAfterItsJobIsDone() throws Exception {
    String id = queue.put("a");
    CompletableFuture<Optional<byte[]>> early = queue.async().result(id, Duration.ofSeconds(20));
    server.awaitWaiting(1);
    queue.taskDone(queue.get(), new byte[] {7});
    assertThat(early.get(10, TimeUnit.SECONDS)).hasValue(new byte[] {7});
    assertThat(queue.result(id, Duration.ofSeconds(20))).hasValue(new byte[] {7});
    assertThat(queue.result("unknown", Duration.ofSeconds(20))).isEmpty();
    assertThat(queue.result(queue.put("b"), Duration.ofMillis(1))).isEmpty();
    server.awaitWaiting(0);
  }

  @Test
  void aRepeatedJobComesAgainAndAgainButNotTwiceAtOnce() throws Exception {
    admin.repeat("tick", Duration.ofSeconds(10), "tock");
    assertThat(queue.size()).isZero();
    server.clock.advance(Duration.ofSeconds(10));
    Job<String> first = queue.get();
    assertThat(first.payload()).isEqualTo("tock");
    assertThat(admin.repeats())
        .singleElement()
        .isEqualTo(
            new RepeatInfo<>(
                "tick",
                Optional.of(Duration.ofSeconds(10)),
                Optional.empty(),
                "tock",
                Instant.ofEpochMilli(server.clock.millis()).plusSeconds(10),
                Optional.of(first.id())));
    queue.taskDone(first);
    server.clock.advance(Duration.ofSeconds(10));
    queue.taskDone(queue.get());
    assertThat(admin.unrepeat("tick")).isTrue();
    assertThat(admin.unrepeat("tick")).isFalse();
    server.clock.advance(Duration.ofSeconds(10));
    assertThat(queue.size()).isZero();
  }

  @Test
  void aJobMayFollowTheCalendar() {
    admin.repeatByCron("daily", "0 4 * * *", "report");
    assertThat(admin.repeats())
        .singleElement()
        .extracting(RepeatInfo::cron, RepeatInfo::every)
        .containsExactly(Optional.of("0 4 * * *"), Optional.empty());
    assertThatThrownBy(() -> admin.repeatByCron("never", "every tuesday", "x"))
        .isInstanceOf(QueueCommandException.class);
  }

  /** The recipe of a rate for all workers together, as the guide to the queue tells it. */
  @Test
  void tokensThatAreRepeatedNeverPileUp() throws Exception {
    admin.repeat("t", Duration.ofMillis(100), "x");
    Queue<String> tokens = queue.atMostOnce();
    server.clock.advance(Duration.ofMillis(100));
    tokens.get();
    assertThatThrownBy(tokens::getNowait).isInstanceOf(QueueEmptyException.class);
    server.clock.advance(Duration.ofMillis(99));
    assertThatThrownBy(tokens::getNowait).isInstanceOf(QueueEmptyException.class);
    server.clock.advance(Duration.ofMillis(1));
    tokens.get();
    server.clock.advance(Duration.ofSeconds(10));
    tokens.get();
    assertThatThrownBy(tokens::getNowait).isInstanceOf(QueueEmptyException.class);
  }
}
