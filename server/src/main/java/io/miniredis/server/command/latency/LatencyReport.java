package io.miniredis.server.command.latency;

import io.miniredis.server.metrics.LatencyEvents;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What LATENCY DOCTOR says: every kind of event that took long in figures, and what may help. */
final class LatencyReport {
  private static final String COMMANDS =
      "SLOWLOG GET tells which commands take long, if slowlog-log-slower-than is low enough. Those"
          + " that walk all keys or large values are the usual ones: SCAN and its like do the same"
          + " in small steps.";
  private static final String PAUSES =
      "Where no command is to blame, the JVM collecting garbage or a busy machine may be: give it"
          + " more heap, or see what else runs there.";

  private static final Map<String, List<String>> ADVICE =
      Map.of(
          "command",
          List.of(COMMANDS, PAUSES),
          "fast-command",
          List.of(
              PAUSES, "Commands that are quick by nature also wait for slow ones on their keys."),
          "command-unblocking",
          List.of(
              "Pushing less at a time to keys for which clients wait makes serving them short."),
          "expire-cycle",
          List.of(
              "Many keys expire at once: spread their expiries, or lower active-expire-effort."),
          "eviction-cycle",
          List.of(
              "Much is evicted at once: raise maxmemory, write less at a time, or lower"
                  + " maxmemory-eviction-tenacity."));

  private LatencyReport() {}

  /**
   * The report.
   *
   * @param threshold milliseconds from which on an event takes long; 0: none is remembered
   */
  static String of(Collection<LatencyEvents.History> events, long threshold) {
    if (events.isEmpty()) {
      return threshold == 0
          ? "Nothing is known, as nothing is remembered: CONFIG SET latency-monitor-threshold"
              + " <milliseconds> changes that.\n"
          : "Nothing has taken " + threshold + " ms or longer. Good!\n";
    }
    StringBuilder text = new StringBuilder("These kinds of events took long:\n\n");
    int number = 1;
    for (LatencyEvents.History history : events) {
      text.append(number++).append(". ");
      describe(text, history);
    }
    text.append("\nWhat may help:\n\n");
    events.stream()
        .flatMap(history -> ADVICE.getOrDefault(history.event(), List.of(PAUSES)).stream())
        .distinct()
        .forEach(advice -> text.append("- ").append(advice).append('\n'));
    return text.toString();
  }

  private static void describe(StringBuilder text, LatencyEvents.History history) {
    List<LatencyEvents.Sample> samples = history.samples();
    double mean = samples.stream().mapToLong(LatencyEvents.Sample::millis).average().orElse(0);
    double deviation =
        samples.stream().mapToDouble(s -> Math.abs(s.millis() - mean)).average().orElse(0);
    long seconds = history.latest().second() - samples.getFirst().second();
    double period = samples.size() < 2 ? 0 : (double) seconds / (samples.size() - 1);
    text.append(
        String.format(
            Locale.ROOT,
            "%s: in %d seconds (mean %.0f ms, mean deviation %.0f ms, every %.2f seconds)."
                + " Longest ever: %d ms.\n",
            history.event(),
            samples.size(),
            mean,
            deviation,
            period,
            history.maxMillis()));
  }
}
