package io.miniredis.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlowLogTest {
  private final SlowLog log = new SlowLog();

  private void add(int n, long max) {
    for (int i = 0; i < n; i++) {
      log.add(1, 10, List.of(new byte[] {'x'}), "a:1", "", max);
    }
  }

  private List<Long> ids(long count) {
    return log.latest(count).stream().map(SlowLog.Entry::id).toList();
  }

  @Test
  void tellsTheLatestFirst() {
    add(3, 100);
    assertThat(ids(2)).containsExactly(2L, 1L);
    assertThat(ids(Long.MAX_VALUE)).containsExactly(2L, 1L, 0L);
    assertThat(ids(0)).isEmpty();
  }

  @Test
  void remembersNoMoreThanItMay() {
    add(5, 3);
    assertThat(log.size()).isEqualTo(3);
    add(1, 2);
    assertThat(ids(10)).containsExactly(5L, 4L);
  }

  @Test
  void countsOnWhenItIsCleared() {
    add(2, 10);
    log.clear();
    assertThat(log.size()).isZero();
    add(1, 10);
    assertThat(ids(10)).containsExactly(2L);
  }
}
