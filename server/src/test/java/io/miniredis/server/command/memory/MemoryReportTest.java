package io.miniredis.server.command.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.command.MemoryFigures;
import org.junit.jupiter.api.Test;

class MemoryReportTest {
  private static final long MB = 1 << 20;

  private static String report(long used, long peak, long clientBytes, long limit, long maxHeap) {
    MemoryFigures memory =
        new MemoryFigures(used, peak, MB, clientBytes, used, used, used, used, 64 * MB);
    return MemoryReport.of(memory, limit, maxHeap, 2);
  }

  @Test
  void allIsWell() {
    assertThat(report(10 * MB, 12 * MB, 2000, 0, 100 * MB)).contains("Nothing");
    assertThat(report(MB, 900 * MB, 2000, 0, 100 * MB)).contains("So little");
  }

  @Test
  void moreWasInUseOnce() {
    assertThat(report(10 * MB, 20 * MB, 2000, 0, 100 * MB)).contains("was in use once");
  }

  @Test
  void theLimitIsNear() {
    assertThat(report(10 * MB, 10 * MB, 2000, 11 * MB, 100 * MB)).contains("maxmemory are in use");
  }

  @Test
  void theHeapIsSmall() {
    assertThat(report(10 * MB, 10 * MB, 2000, 0, 15 * MB)).contains("-Xmx");
    assertThat(report(10 * MB, 10 * MB, 2000, 100 * MB, 100 * MB)).contains("-Xmx");
  }

  @Test
  void clientsTakeMuch() {
    assertThat(report(10 * MB, 10 * MB, MB, 0, 100 * MB)).contains("CLIENT LIST");
  }
}
