package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that are cut and servers that start anew: nothing stalls, no wake-up is lost. */
@Timeout(30)
class LostConnectionsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private TestServer server;
  private CuttableProxy network;
  private MiniRedisQueues queues;
  private Queue<String> queue;

  @BeforeEach
  void start() {
    server = new TestServer();
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

  private void cutUntilTheServerKnows() {
    network.target(1);
    network.cut();
    server.awaitWaiting(0);
    network.target(server.port());
  }

  @Test
  void aWaitingGetGoesOnWaitingOnANewConnection() throws Exception {
    CompletableFuture<Job<String>> get = queue.async().get();
    server.awaitWaiting(1);
    cutUntilTheServerKnows();
    server.awaitWaiting(1);
    server.call("Q.PUT", "q", "a");
    assertThat(get.get(20, TimeUnit.SECONDS).payload()).isEqualTo("a");
  }

  @Test
  void aWaitingJoinGoesOnWaitingOnANewConnection() throws Exception {
    queue.put("a");
    CompletableFuture<Void> join = queue.async().join();
    server.awaitWaiting(1);
    cutUntilTheServerKnows();
    server.awaitWaiting(1);
    queue.taskDone(queue.getNowait());
    join.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aWaitingPutSaysThatNobodyKnows() throws Exception {
    queue.create(QueueOptions.defaults().maxSize(1));
    queue.put("a");
    CompletableFuture<String> put = queue.async().put("b");
    server.awaitWaiting(1);
    network.cut();
    assertThatThrownBy(() -> put.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(QueueConnectionException.class);
  }

  @Test
  void aWaitingPutWithAnIdGoesOnWaiting() throws Exception {
    queue.create(QueueOptions.defaults().maxSize(1));
    queue.put("a");
    CompletableFuture<String> put =
        queue.async().put("b", PutOptions.defaults().id("the only one"));
    server.awaitWaiting(1);
    cutUntilTheServerKnows();
    server.awaitWaiting(1);
    queue.taskDone(queue.getNowait());
    assertThat(put.get(20, TimeUnit.SECONDS)).isEqualTo("the only one");
  }

  @Test
  void whatIsSentWhileThereIsNoConnectionArrivesLater() throws Exception {
    network.target(1);
    network.cut();
    CompletableFuture<String> put = queue.async().put("a", PutOptions.defaults().id("a"));
    network.target(server.port());
    assertThat(put.get(20, TimeUnit.SECONDS)).isEqualTo("a");
    assertThat(queue.getNowait().payload()).isEqualTo("a");
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    String impatient = network.uri() + "?timeout=300ms";
    try (MiniRedisQueues other = MiniRedisQueues.connect(impatient)) {
      network.hold();
      assertThatThrownBy(() -> other.queue("q", Codec.string()).putNowait("a"))
          .isInstanceOf(QueueException.class)
          .hasMessageMatching(".*(not known|in time).*");
      network.goOn();
    }
  }

  @Test
  void aCancelledWaitDoesNotComeBackOnANewConnection() throws Exception {
    CompletableFuture<Job<String>> get = queue.async().get();
    server.awaitWaiting(1);
    network.target(1);
    network.cut();
    get.cancel(true);
    network.target(server.port());
    queue.put("a", PutOptions.defaults().id("a"));
    assertThat(server.waiting()).isZero();
    assertThat(queue.getNowait().payload()).isEqualTo("a");
  }

  @Test
  void aWorkerGoesOnAfterTheNetworkWasCut() throws Exception {
    Set<String> handled = ConcurrentHashMap.newKeySet();
    try (Worker worker =
        Worker.builder(queue, job -> handled.add(job.payload())).concurrency(4).start()) {
      for (int i = 0; i < 10; i++) {
        server.call("Q.PUT", "q", "job " + i);
        String wanted = "job " + i;
        TestServer.await(wanted, () -> handled.contains(wanted));
        server.awaitWaiting(1);
        cutUntilTheServerKnows();
      }
    }
    assertThat(handled).hasSize(10);
  }

  @Test
  void aJobSentIntoACutConnectionComesBackWhenItsLeaseRanOut() throws Exception {
    Set<String> handled = ConcurrentHashMap.newKeySet();
    try (Worker worker =
        Worker.builder(queue, job -> handled.add(job.payload())).concurrency(4).start()) {
      for (int i = 0; i < 10; i++) {
        server.call("Q.PUT", "q", "job " + i);
        network.cut();
        String wanted = "job " + i;
        TestServer.await(
            wanted,
            () -> {
              server.clock.advance(Duration.ofSeconds(1));
              return handled.contains(wanted);
            });
      }
    }
    assertThat(handled).hasSize(10);
  }

  @Test
  void acknowledgementsWaitForANewConnection() throws Exception {
    CompletableFuture<Void> started = new CompletableFuture<>();
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    queue.put("a");
    try (Worker worker =
        Worker.builder(
                queue,
                job -> {
                  started.complete(null);
                  goOn.join();
                })
            .start()) {
      started.join();
      network.target(1);
      network.cut();
      goOn.complete(null);
      network.target(server.port());
      TestServer.await("the job to be done", () -> server.call("Q.JOB", "q", "1") == null);
    }
  }

  @Test
  void aWorkerSurvivesARestartOfTheServer() throws Exception {
    Set<String> handled = ConcurrentHashMap.newKeySet();
    try (Worker worker = Worker.builder(queue, job -> handled.add(job.payload())).start()) {
      queue.put("before");
      assertThat(queue.join(LONG)).isTrue();
      server.awaitWaiting(1);
      server.close();
      server = new TestServer();
      network.target(server.port());
      server.call("Q.PUT", "q", "after");
      TestServer.await("the job after the restart", () -> handled.contains("after"));
      assertThat(queue.join(LONG)).isTrue();
    }
  }
}
