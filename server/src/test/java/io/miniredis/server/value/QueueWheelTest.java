package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueWheelTest {
  private static final class Node extends QueueNode {
    final long time;
    boolean gone;

    Node(long time) {
      super(new byte[0]);
      this.time = time;
      due = time;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -5, 1_700_000_000_000L, Long.MIN_VALUE / 2, Long.MAX_VALUE / 4})
  void everyNodeComesAtItsTimeAndNotBefore(long origin) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    QueueWheel wheel = new QueueWheel(origin);
    List<Node> waiting = new ArrayList<>();
    long now = origin;
    for (int i = 0; i < 20_000; i++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> {
          Node node = new Node(now + (long) Math.pow(10, random.nextDouble() * 9) - 5);
          wheel.add(node, now);
          waiting.add(node);
        }
        case 3 -> {
          if (!waiting.isEmpty()) {
            waiting.remove(random.nextInt(waiting.size())).leave();
          }
        }
        default -> {
          long next = wheel.next();
          for (Node node : waiting) {
            assertThat(next).as("seed %s", seed).isLessThanOrEqualTo(Math.max(node.time, now));
          }
          now += (long) Math.pow(10, random.nextDouble() * (i % 100 == 0 ? 9 : 3)) - 1;
          while (wheel.turn(now, 3)) {
            assertThat(wheel.next()).as("seed %s: there is more", seed).isLessThanOrEqualTo(now);
          }
          poll(wheel, waiting, now, seed);
        }
      }
    }
  }

  private static void poll(QueueWheel wheel, List<Node> waiting, long now, long seed) {
    for (QueueNode node = wheel.poll(); node != null; node = wheel.poll()) {
      assertThat(node.due).as("seed %s: not before its time", seed).isLessThanOrEqualTo(now);
      assertThat(((Node) node).gone).as("seed %s: once", seed).isFalse();
      ((Node) node).gone = true;
    }
    for (Node node : waiting) {
      assertThat(node.gone).as("seed %s: at its time", seed).isEqualTo(node.time <= now);
    }
    waiting.removeIf(node -> node.gone);
  }

  @Test
  void nothingIsDueInAnEmptyWheel() {
    QueueWheel wheel = new QueueWheel(7);
    assertThat(wheel.next()).isEqualTo(Long.MAX_VALUE);
    Node node = new Node(100);
    wheel.add(node, 7);
    assertThat(wheel.next()).isLessThanOrEqualTo(100);
    node.leave();
    assertThat(wheel.next()).isEqualTo(Long.MAX_VALUE);
    assertThat(wheel.turn(1000, 1)).isFalse();
    assertThat(wheel.poll()).isNull();
  }

  @Test
  void whatWaitsLongIsLookedAtAFewTimes() {
    QueueWheel wheel = new QueueWheel(0);
    wheel.add(new Node(3_600_000), 0);
    int turns = 0;
    while (wheel.poll() == null) {
      wheel.turn(wheel.next(), 100);
      turns++;
    }
    assertThat(turns).isLessThanOrEqualTo(5);
  }
}
