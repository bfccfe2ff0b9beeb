package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.metrics.LatencyEvents;
import org.junit.jupiter.api.Test;

class ObservingTest {
  private static final long MILLI = 1_000_000;

  private final Config config = new Config();
  private final Observing observing = new Observing(config, new ManualClock(5000));

  @Test
  void onlyWhatTakesLongIsWorthALook() {
    config.put(Settings.SLOWLOG_LOG_SLOWER_THAN, 20_000L);
    assertThat(observing.isLong(20 * MILLI - 1)).isFalse();
    assertThat(observing.isLong(20 * MILLI)).isTrue();
    config.put(Settings.LATENCY_MONITOR_THRESHOLD, 5L);
    assertThat(observing.isLong(5 * MILLI - 1)).isFalse();
    assertThat(observing.isLong(5 * MILLI)).isTrue();
  }

  @Test
  void nothingTakesLongWhereNobodyWantsToKnow() {
    config.put(Settings.SLOWLOG_LOG_SLOWER_THAN, -1L);
    assertThat(observing.isLong(Long.MAX_VALUE - 1)).isFalse();
    config.put(Settings.SLOWLOG_LOG_SLOWER_THAN, Long.MAX_VALUE);
    config.put(Settings.LATENCY_MONITOR_THRESHOLD, Long.MAX_VALUE);
    assertThat(observing.isLong(Long.MAX_VALUE - 1)).isFalse();
  }

  @Test
  void eventsAreRememberedFromTheThresholdOn() {
    config.put(Settings.LATENCY_MONITOR_THRESHOLD, 5L);
    observing.took("expire-cycle", 5 * MILLI - 1);
    assertThat(observing.latencies().all()).isEmpty();
    observing.took("expire-cycle", 7 * MILLI);
    assertThat(observing.latencies().all())
        .singleElement()
        .returns(new LatencyEvents.Sample(5, 7), LatencyEvents.History::latest);
  }
}
