package io.miniredis.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.it.MiniRedisProcess;
import io.miniredis.it.NodeProject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * BullMQ 6.7, the job queue of Node.js, through ioredis 5 and node-redis 5: every step of a job is
 * one of its long Lua scripts (cmsgpack, cjson, streams of events, sorted sets of priorities and
 * delays), and workers wait in BZPOPMIN. The scenarios are in {@code
 * src/test/node/bullmq/scenarios.js}; {@code node run.js PORT ioredis} there runs them against any
 * server.
 */
class BullMqTest {
  private static NodeProject project;
  private static MiniRedisProcess server;

  @BeforeAll
  static void start() {
    project = NodeProject.of("bullmq", 18);
    server = MiniRedisProcess.start("--io-threads", "4");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ioredis", "node-redis"})
  void everyScenarioEndsWell(String driver) {
    NodeProject.Outcome outcome = project.run("run.js", Integer.toString(server.port()), driver);

    assertThat(outcome.output().lines())
        .containsExactlyInAnyOrder(
            "ok addAndProcess",
            "ok eachJobIsDoneOnce",
            "ok retryWithBackoff",
            "ok repeat",
            "ok priorities",
            "ok lifo",
            "ok delayed",
            "ok flows",
            "ok rateLimit",
            "ok pauseAndResume",
            "ok events",
            "ok stalled",
            "ok removeOnComplete",
            "ok deduplicationAndUpdates");
    assertThat(outcome.code()).isZero();
    assertThat(server.log()).doesNotContain("Exception");
  }
}
