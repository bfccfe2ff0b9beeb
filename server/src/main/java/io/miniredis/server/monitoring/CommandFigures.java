package io.miniredis.server.monitoring;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.CommandStats;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.KeyCount;
import io.miniredis.server.metrics.LatencyHistogram;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The figures that come in numbers not known beforehand: those of each command that was ever asked
 * for, of each error code and of each database with keys. One sum over the event loops serves a
 * whole scrape. Label values are names of commands in the table, error codes (at most 128) and
 * numbers of databases: nothing that a client makes up without end.
 */
final class CommandFigures implements MultiCollector {
  private static final double MICROS = 1e6;
  private static final double NANOS = 1e9;
  private static final Pattern USUAL_CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");

  private final Engine engine;

  CommandFigures(Engine engine) {
    this.engine = engine;
  }

  @Override
  public MetricSnapshots collect() {
    CommandStats stats = engine.commandStats();
    SummarySnapshot.Builder durations =
        SummarySnapshot.builder()
            .name("miniredis_command_duration_seconds")
            .help("How often commands ran, and how long; quantiles since the last reset.");
    CounterSnapshot.Builder failed =
        counter("miniredis_commands_failed", "Commands that ran and ended in an error.");
    CounterSnapshot.Builder rejected =
        counter("miniredis_commands_rejected", "Commands that were not let run.");
    List<Double> percentiles = percentiles();
    for (CommandTable.Row row : engine.commands().allRows()) {
      int id = row.id();
      if (stats.calls(id) > 0 || stats.rejectedCalls(id) > 0) {
        Labels labels = Labels.of("command", row.spec().fullName());
        durations.dataPoint(duration(stats, id, labels, percentiles));
        failed.dataPoint(count(labels, stats.failedCalls(id)));
        rejected.dataPoint(count(labels, stats.rejectedCalls(id)));
      }
    }
    return MetricSnapshots.builder()
        .metricSnapshot(durations.build())
        .metricSnapshot(failed.build())
        .metricSnapshot(rejected.build())
        .metricSnapshot(errors())
        .metricSnapshot(lookups(stats))
        .metricSnapshot(keys("miniredis_keys", "Keys, by database.", false))
        .metricSnapshot(keys("miniredis_keys_expiring", "Keys that have an expiry.", true))
        .build();
  }

  /** Those that INFO latencystats shows. */
  private List<Double> percentiles() {
    return engine.config().get(Settings.LATENCY_TRACKING_INFO_PERCENTILES).stream()
        .map(Double::valueOf)
        .distinct()
        .toList();
  }

  private static SummaryDataPointSnapshot duration(
      CommandStats stats, int id, Labels labels, List<Double> percentiles) {
    List<Quantile> quantiles = new ArrayList<>();
    LatencyHistogram latencies = stats.latencies(id);
    if (latencies != null) {
      percentiles.forEach(
          p -> quantiles.add(new Quantile(share(p), latencies.percentile(p) / NANOS)));
    }
    return SummaryDataPointSnapshot.builder()
        .labels(labels)
        .quantiles(Quantiles.of(quantiles))
        .count(stats.calls(id))
        .sum(stats.micros(id) / MICROS)
        .build();
  }

  /** 99.9 percent as 0.999, and not a little more. */
  private static double share(double percent) {
    return BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
  }

  /** What scripts make up counts as one code: it may be long, or nobody's business. */
  private CounterSnapshot errors() {
    Map<String, Long> codes = new TreeMap<>();
    engine
        .errors()
        .byCode()
        .forEach(
            (code, n) ->
                codes.merge(USUAL_CODE.matcher(code).matches() ? code : "other", n, Long::sum));
    CounterSnapshot.Builder errors =
        counter("miniredis_error_replies", "Error replies, by the code in front of them.");
    codes.forEach((code, n) -> errors.dataPoint(count(Labels.of("code", code), n)));
    return errors.build();
  }

  private static CounterSnapshot lookups(CommandStats stats) {
    return counter("miniredis_keyspace_lookups", "Keys that were looked for, found or not.")
        .dataPoint(count(Labels.of("result", "hit"), stats.keyspaceHits()))
        .dataPoint(count(Labels.of("result", "miss"), stats.keyspaceMisses()))
        .build();
  }

  private GaugeSnapshot keys(String name, String help, boolean expiring) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (KeyCount count : engine.keyCounts()) {
      gauge.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of("db", Integer.toString(count.database())))
              .value(expiring ? count.expiring() : count.keys())
              .build());
    }
    return gauge.build();
  }

  private static CounterSnapshot.Builder counter(String name, String help) {
    return CounterSnapshot.builder().name(name).help(help);
  }

  private static CounterDataPointSnapshot count(Labels labels, long value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
