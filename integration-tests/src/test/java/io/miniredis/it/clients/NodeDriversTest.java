package io.miniredis.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.it.MiniRedisProcess;
import io.miniredis.it.NodeProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * ioredis 5 and node-redis 5 (RESP2, RESP3, its client-side cache) of Node.js: typed replies,
 * pipelines, transactions, scripts, subscriptions and connections that come back after a cut, and
 * jobs in lists and sorted sets the way Sidekiq keeps them. The scenarios are in {@code
 * src/test/node/drivers}; {@code node run.js PORT} there runs them against any server.
 */
class NodeDriversTest {
  private static NodeProject project;
  private static MiniRedisProcess server;

  @BeforeAll
  static void start() {
    project = NodeProject.of("drivers", 18);
    server = MiniRedisProcess.start("--io-threads", "4");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyScenarioEndsWell() {
    NodeProject.Outcome outcome = project.run("run.js", Integer.toString(server.port()));

    assertThat(outcome.output().lines())
        .containsExactly(
            "ok ioredis typesAndReplies",
            "ok ioredis pipelines",
            "ok ioredis scripts",
            "ok ioredis comesBackAfterACut",
            "ok ioredis monitor",
            "ok sidekiq jobsNowAndLater",
            "ok node-redis-resp2 typesAndReplies",
            "ok node-redis-resp2 pipelinesAndTransactions",
            "ok node-redis-resp2 publishAndSubscribe",
            "ok node-redis-resp2 scripts",
            "ok node-redis-resp2 functions",
            "ok node-redis-resp2 streams",
            "ok node-redis-resp3 typesAndReplies",
            "ok node-redis-resp3 pipelinesAndTransactions",
            "ok node-redis-resp3 publishAndSubscribe",
            "ok node-redis-resp3 scripts",
            "ok node-redis-resp3 functions",
            "ok node-redis-resp3 clientSideCache");
    assertThat(outcome.code()).isZero();
    assertThat(server.log()).doesNotContain("Exception");
  }
}
