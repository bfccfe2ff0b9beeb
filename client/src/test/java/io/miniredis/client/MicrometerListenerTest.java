package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Micrometer learns of a worker. */
@Timeout(20)
class MicrometerListenerTest {
  @Test
  void aWorkersJobsAreTimedAndCounted() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (TestServer server = new TestServer();
        MiniRedisQueues queues = server.connect()) {
      Queue<String> queue = queues.queue("q", Codec.string());
      queue.putAll(List.of("good", "bad", "good"));
      try (Worker worker =
          Worker.builder(
                  queue,
                  job -> {
                    if (job.payload().equals("bad") && job.deliveries() == 1) {
                      throw new IllegalStateException();
                    }
                  })
              .listener(new MicrometerListener(registry, "w"))
              .start()) {
        assertThat(queue.join(Duration.ofSeconds(10))).isTrue();
      }
    }
    assertThat(
            registry
                .get("miniredis.worker.jobs")
                .tags("worker", "w", "queue", "q", "outcome", "succeeded")
                .timer()
                .count())
        .isEqualTo(3);
    assertThat(registry.get("miniredis.worker.jobs").tag("outcome", "failed").timer().count())
        .isEqualTo(1);
    assertThat(registry.get("miniredis.worker.running").gauge().value()).isZero();
    assertThat(registry.get("miniredis.worker.fetched").summary().totalAmount()).isEqualTo(4);
  }
}
