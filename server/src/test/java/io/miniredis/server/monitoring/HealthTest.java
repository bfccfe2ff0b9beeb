package io.miniredis.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Event loops that answer, those that do not, and what is told of them. */
class HealthTest {
  private static final long BOUND = 1000;

  private final AtomicLong clock = new AtomicLong(50);
  private final Queue<Runnable> first = new ArrayDeque<>();
  private final Queue<Runnable> second = new ArrayDeque<>();
  private final List<Long> measured = new ArrayList<>();
  private final LoopProbe firstProbe = new LoopProbe(first::add, clock::get, measured::add);
  private final LoopProbe secondProbe = new LoopProbe(second::add, clock::get, n -> {});
  private final Health health = new Health(List.of(firstProbe, secondProbe), BOUND);

  private static String text(HttpReply reply) {
    return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void aLoopThatWasNeverAskedIsWell() {
    assertThat(text(health.health())).isEqualTo("200 OK healthy");
  }

  @Test
  void aWaitIsMeasuredWhenItEnds() {
    firstProbe.send();
    clock.addAndGet(30);
    assertThat(firstProbe.waiting()).isEqualTo(30);
    first.remove().run();
    assertThat(measured).containsExactly(30L);
    assertThat(firstProbe.waiting()).isZero();
  }

  @Test
  void aLoopThatHangsIsGivenOneTaskOnly() {
    firstProbe.send();
    firstProbe.send();
    assertThat(first).hasSize(1);
    first.remove().run();
    firstProbe.send();
    assertThat(first).hasSize(1);
  }

  @Test
  void aLoopMayLetATaskWaitForSoLongAndNoLonger() {
    secondProbe.send();
    clock.addAndGet(BOUND);
    assertThat(text(health.health())).isEqualTo("200 OK healthy");
    clock.addAndGet(1);
    assertThat(text(health.health()))
        .isEqualTo("503 Service Unavailable event loops that do not answer: [1]");
    second.remove().run();
    assertThat(text(health.health())).isEqualTo("200 OK healthy");
  }

  @Test
  void aLoopThatTakesNoTasksDoesNotAnswer() {
    LoopProbe ended =
        new LoopProbe(
            task -> {
              throw new RejectedExecutionException();
            },
            clock::get,
            measured::add);
    ended.send();
    clock.addAndGet(BOUND + 1);
    assertThat(text(new Health(List.of(ended), BOUND).health())).startsWith("503 ");
  }

  @Test
  void theServerIsReadyBetweenItsStartAndItsEnd() {
    assertThat(text(health.ready())).isEqualTo("503 Service Unavailable starting");
    health.become(Health.Stage.READY);
    assertThat(text(health.ready())).isEqualTo("200 OK ready");
    health.become(Health.Stage.ENDING);
    assertThat(text(health.ready())).isEqualTo("503 Service Unavailable shutting down");
  }
}
