package io.miniredis.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
  @Test
  void tellsMemoryAndTimeOfThisProcess() {
    ProcessFigures figures = ProcessFigures.read();
    assertThat(figures.residentBytes()).isGreaterThan(10_000_000);
    assertThat(figures.userSeconds()).isGreaterThanOrEqualTo(0);
    assertThat(figures.systemSeconds()).isGreaterThanOrEqualTo(0);
    assertThat(figures.machineBytes()).isGreaterThanOrEqualTo(0);
  }
}
