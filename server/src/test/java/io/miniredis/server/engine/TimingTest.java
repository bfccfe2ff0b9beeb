package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.command.Commands;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TimingTest {
  private static final long FEW_BYTES = 100;

  private final Config config = new Config();
  private final ManualClock clock = new ManualClock(5000);
  private final Timing timing = new Timing(clock, new Observing(config, clock));
  private final CommandTable table = Commands.table(Map.of());
  private final CommandStats stats = new CommandStats(table.count());
  private final CommandTable.Row get = row("get"); // is fast
  private final CommandTable.Row set = row("set"); // is not

  TimingTest() {
    timing.restart();
  }

  private CommandTable.Row row(String name) {
    return Objects.requireNonNull(table.find(name));
  }

  /** A command runs for so long; whether it was put off. */
  private boolean runs(CommandTable.Row row, long micros, boolean again, long bytes) {
    timing.settle(row, stats, true);
    clock.advance(Duration.ofNanos(micros * 1000));
    if (timing.putsOff(row, again, bytes)) {
      return true;
    }
    timing.count(row, stats, true);
    return false;
  }

  private long counted(CommandTable.Row row) {
    var latencies = stats.latencies(row.id());
    assertThat(latencies == null ? 0 : latencies.total()).isEqualTo(stats.calls(row.id()));
    return stats.calls(row.id());
  }

  @Test
  void lightCommandsThatFollowEachOtherAreTimedTogether() {
    assertThat(runs(get, 1, true, FEW_BYTES)).isTrue();
    assertThat(runs(get, 2, true, FEW_BYTES)).isTrue();
    assertThat(counted(get)).isZero();
    assertThat(runs(get, 6, false, FEW_BYTES)).isFalse();
    assertThat(counted(get)).isEqualTo(3);
    assertThat(stats.micros(get.id())).isEqualTo(9);
  }

  @Test
  void theyAreCountedBeforeAnotherCommandRuns() {
    runs(get, 1, true, FEW_BYTES);
    runs(get, 1, true, FEW_BYTES);
    timing.settle(set, stats, true);
    assertThat(counted(get)).isEqualTo(2);
    runs(set, 5, false, FEW_BYTES);
    assertThat(stats.micros(get.id())).isEqualTo(2);
    assertThat(stats.micros(set.id())).isEqualTo(5);
  }

  @Test
  void aPipelineThatEndsEarlyCountsThemToo() {
    runs(get, 3, true, FEW_BYTES); // and the next one is refused
    timing.settle(null, stats, true);
    timing.settle(null, stats, true);
    assertThat(counted(get)).isEqualTo(1);
    assertThat(stats.micros(get.id())).isEqualTo(3);
  }

  @Test
  void noMoreThanEight() {
    for (int i = 1; i < 8; i++) {
      assertThat(runs(get, 1, true, FEW_BYTES)).isTrue();
    }
    assertThat(runs(get, 1, true, FEW_BYTES)).isFalse();
    assertThat(counted(get)).isEqualTo(8);
  }

  @Test
  void whatIsNotLightIsTimedByItself() {
    assertThat(runs(set, 1, true, FEW_BYTES)).isFalse();
    assertThat(runs(get, 1, true, 2000)).isFalse();
  }

  @Test
  void eachIsTimedByItselfWhereShortOnesAreToBeToldOf() {
    config.put(Settings.SLOWLOG_LOG_SLOWER_THAN, 999L);
    assertThat(runs(get, 1, true, FEW_BYTES)).isFalse();
    config.put(Settings.SLOWLOG_LOG_SLOWER_THAN, 1000L);
    assertThat(runs(get, 1, true, FEW_BYTES)).isTrue();
  }
}
