package io.miniredis.server.command.server;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandStats;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.metrics.LatencyHistogram;
import java.util.List;
import java.util.stream.Collectors;

/**
 * INFO commandstats, errorstats and latencystats: how often commands ran, failed, and how long they
 * took.
 */
final class InfoCommands {
  private static final double MICRO = 1000;

  private InfoCommands() {}

  static void writeCommands(InfoText text, Call call) {
    CommandStats stats = call.engine().commandStats();
    text.section("Commandstats");
    for (CommandTable.Row row : call.engine().commands().allRows()) {
      int id = row.id();
      long calls = stats.calls(id);
      if (calls > 0 || stats.rejectedCalls(id) > 0) {
        double each = calls == 0 ? 0 : (double) stats.micros(id) / calls;
        text.put(
            "cmdstat_" + row.spec().fullName(),
            "calls="
                + calls
                + ",usec="
                + stats.micros(id)
                + ",usec_per_call="
                + InfoText.fixed(each, 2)
                + ",rejected_calls="
                + stats.rejectedCalls(id)
                + ",failed_calls="
                + stats.failedCalls(id));
      }
    }
  }

  static void writeErrors(InfoText text, Call call) {
    text.section("Errorstats");
    call.engine()
        .errors()
        .byCode()
        .forEach((code, count) -> text.put("errorstat_" + code, "count=" + count));
  }

  static void writeLatencies(InfoText text, Call call) {
    CommandStats stats = call.engine().commandStats();
    List<String> percentiles =
        call.engine().config().get(Settings.LATENCY_TRACKING_INFO_PERCENTILES);
    text.section("Latencystats");
    for (CommandTable.Row row : call.engine().commands().allRows()) {
      LatencyHistogram latencies = stats.latencies(row.id());
      if (latencies != null) {
        text.put("latency_percentiles_usec_" + row.spec().fullName(), text(latencies, percentiles));
      }
    }
  }

  private static String text(LatencyHistogram latencies, List<String> percentiles) {
    return percentiles.stream()
        .map(p -> "p" + p + "=" + micros(latencies.percentile(Double.parseDouble(p))))
        .collect(Collectors.joining(","));
  }

  private static String micros(long nanos) {
    return InfoText.fixed(nanos / MICRO, 3);
  }
}
