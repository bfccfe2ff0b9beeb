package io.miniredis.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @Test
  void isEmptyAtFirst() {
    assertThat(histogram.total()).isZero();
    assertThat(histogram.percentile(50)).isZero();
  }

  @Test
  void tellsShortDurationsExactly() {
    for (int nanos = 0; nanos < 128; nanos++) {
      LatencyHistogram one = new LatencyHistogram();
      one.count(nanos);
      assertThat(one.percentile(100)).isEqualTo(nanos);
    }
  }

  @Test
  void tellsLongerOnesWithASmallError() {
    for (long nanos = 128; nanos <= LatencyHistogram.MAX_NANOS; nanos += 1 + nanos / 97) {
      LatencyHistogram one = new LatencyHistogram();
      one.count(nanos);
      assertThat(one.percentile(50)).isBetween(nanos, nanos + nanos / 64);
    }
  }

  @Test
  void clampsWhatIsOutOfRange() {
    histogram.count(-1);
    histogram.count(Long.MAX_VALUE);
    assertThat(histogram.percentile(1)).isZero();
    assertThat(histogram.percentile(100))
        .isBetween(LatencyHistogram.MAX_NANOS, LatencyHistogram.MAX_NANOS * 65 / 64);
  }

  @Test
  void ranksAsASortedListDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long[] all = new long[1000];
    LatencyHistogram other = new LatencyHistogram();
    for (int i = 0; i < all.length; i++) {
      all[i] = (long) Math.exp(random.nextDouble() * 20);
      (i % 2 == 0 ? histogram : other).count(all[i]);
    }
    histogram.add(other);
    Arrays.sort(all);
    assertThat(histogram.total()).isEqualTo(all.length);
    for (int percent : new int[] {1, 10, 50, 90, 99, 100}) {
      long exact = all[percent * 10 - 1];
      assertThat(histogram.percentile(percent))
          .as("seed %d, percentile %d", seed, percent)
          .isBetween(exact, exact + exact / 64);
    }
  }

  @Test
  void tellsHowManyWereNoLonger() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.count(100);
    histogram.count(1024);
    histogram.count(5000);
    assertThat(histogram.upTo(99)).isZero();
    assertThat(histogram.upTo(100)).isEqualTo(1);
    assertThat(histogram.upTo(1024)).isEqualTo(2);
    assertThat(histogram.upTo(1L << 40)).isEqualTo(3);
  }
}
