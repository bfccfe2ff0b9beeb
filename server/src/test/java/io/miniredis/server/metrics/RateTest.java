package io.miniredis.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {
  private final Rate rate = new Rate();

  @Test
  void isTheMeanOfTheLastSamples() {
    for (int i = 0; i <= 16; i++) {
      rate.sample(i * 50L, 1000 + i * 100L);
    }
    assertThat(rate.perSecond()).isCloseTo(500, within(0.001));
    for (int i = 17; i <= 24; i++) {
      rate.sample(800, 1000 + i * 100L);
    }
    assertThat(rate.perSecond()).isCloseTo(250, within(0.001));
  }

  @Test
  void neverFallsBelowZeroWhenTheCounterIsSetBack() {
    rate.sample(100, 0);
    rate.sample(0, 100);
    assertThat(rate.perSecond()).isZero();
    rate.sample(16, 200);
    assertThat(rate.perSecond()).isCloseTo(10, within(0.001));
  }

  @Test
  void ignoresASampleInNoTime() {
    rate.sample(0, 100);
    rate.sample(50, 100);
    assertThat(rate.perSecond()).isZero();
  }
}
