package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that keeps what it acknowledged, and clients that go on when it is back. */
@Timeout(60)
class RestartTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(1_700_000_000_000L);
  private TestServer server;
  private CuttableProxy network;
  private MiniRedisQueues queues;
  private Queue<String> queue;

  @BeforeEach
  void start() {
    server = new TestServer(clock, folder);
    network = new CuttableProxy(server.port());
    queues = MiniRedisQueues.connect(network.uri());
    queue = queues.queue("q", Codec.string());
  }

  @AfterEach
  void stop() {
    queues.close();
    network.close();
    server.close();
  }

  private void restart() {
    network.target(1);
    server.close();
    server = new TestServer(clock, folder);
    network.target(server.port());
  }

  @Test
  void jobsLeasesAndDelaysAreThereAgain() throws Exception {
    queue.create(QueueOptions.defaults().maxSize(10).maxDeliveries(2));
    queue.putAll(List.of("a", "b", "c"));
    queue.put("later", PutOptions.defaults().delay(Duration.ofSeconds(60)));
    Job<String> leased = queue.get();
    Job<String> done = queue.get();
    queue.taskDone(done);
    restart();
    assertThat(queue.admin().info())
        .extracting(QueueInfo::ready, QueueInfo::leased, QueueInfo::delayed, QueueInfo::dead)
        .containsExactly(1L, 1L, 1L, 0L);
    queue.taskDone(leased);
    assertThat(queue.get().payload()).isEqualTo("c");
    clock.advance(Duration.ofSeconds(60));
    assertThat(queue.getBatch(2)).extracting(Job::payload).containsExactly("c", "later");
  }

  @Test
  void jobsThatWereDoneInTimeAreDoneAlsoInTheEyesOfALaterStart() throws Exception {
    List<CompletableFuture<String>> puts = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      puts.add(queue.async().put("job " + i));
    }
    CompletableFuture.allOf(puts.toArray(CompletableFuture<?>[]::new)).get();
    List<Job<String>> jobs = new ArrayList<>();
    while (jobs.size() < puts.size()) {
      jobs.addAll(queue.getBatch(1000));
    }
    restart();
    jobs.forEach(queue.async()::taskDone);
    assertThat(queue.join(Duration.ofSeconds(30))).isTrue();
    clock.advance(Duration.ofHours(1));
    restart();
    assertThat(queue.admin().info())
        .extracting(QueueInfo::unfinished, QueueInfo::dead)
        .containsExactly(0L, 0L);
  }

  @Test
  void anIdThatWasDoneIsRememberedAfterTheRestart() throws Exception {
    queue.create(QueueOptions.defaults().dedup(Duration.ofHours(1)));
    queue.put("a", PutOptions.defaults().id("once"));
    queue.taskDone(queue.get());
    restart();
    queue.put("a", PutOptions.defaults().id("once"));
    assertThat(queue.size()).isZero();
    clock.advance(Duration.ofHours(1));
    queue.put("a", PutOptions.defaults().id("once"));
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void aWorkerAcknowledgesAfterTheRestartWhatItBeganBefore() throws Exception {
    CountDownLatch started = new CountDownLatch(4);
    CountDownLatch goOn = new CountDownLatch(1);
    Set<String> deliveries = ConcurrentHashMap.newKeySet();
    queue.putAll(List.of("a", "b", "c", "d"));
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  started.countDown();
                  goOn.await();
                  deliveries.add(job.payload() + job.deliveries());
                })
            .start()) {
      assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
      restart();
      goOn.countDown();
      assertThat(queue.join(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(deliveries).containsExactlyInAnyOrder("a1", "b1", "c1", "d1");
  }

  @Test
  void nothingAcknowledgedIsLostInManyRestartsUnderLoad() throws Exception {
    Set<String> handled = ConcurrentHashMap.newKeySet();
    Set<String> put = new HashSet<>();
    try (Worker worker =
        Worker.builder(queue, job -> handled.add(job.payload())).concurrency(8).start()) {
      for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 50; i++) {
          String payload = round + "/" + i;
          queue.put(payload, PutOptions.defaults().id(payload));
          put.add(payload);
        }
        restart();
      }
      List<String> missing = new ArrayList<>(put);
      TestServer.await(
          "all jobs",
          () -> {
            clock.advance(Duration.ofMillis(100));
            missing.removeAll(handled);
            return missing.isEmpty();
          });
    }
  }
}
