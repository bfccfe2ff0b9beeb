package io.miniredis.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimersTest {
  @Test
  void randomTimersComeOutByTimeThenArrivalWithoutTheRemovedOnes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (EventLoop loop = TestLoop.newEventLoop()) {
      Timers timers = new Timers();
      List<TimerHandle> expected = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        TimerHandle timer = new TimerHandle(loop, random.nextInt(500), () -> {}, new Context());
        timers.add(timer);
        expected.add(timer);
        if (random.nextInt(3) == 0) {
          TimerHandle gone = expected.remove(random.nextInt(expected.size()));
          timers.remove(gone);
          timers.remove(gone);
        }
      }
      expected.sort(Comparator.comparingLong(TimerHandle::when).thenComparingInt(t -> t.arrival));
      List<TimerHandle> actual = new ArrayList<>();
      for (TimerHandle t = timers.pollDue(250); t != null; t = timers.pollDue(250)) {
        actual.add(t);
      }
      assertThat(actual).allSatisfy(t -> assertThat(t.when()).isLessThanOrEqualTo(250));
      for (TimerHandle t = timers.pollDue(500); t != null; t = timers.pollDue(500)) {
        actual.add(t);
      }
      assertThat(actual).as("seed %d", seed).isEqualTo(expected);
      assertThat(timers.isEmpty()).isTrue();
      assertThat(timers.first()).isEqualTo(Long.MAX_VALUE);
    }
  }
}
