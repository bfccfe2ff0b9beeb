package io.miniredis.server.command.latency;

import io.miniredis.server.metrics.LatencyEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture of when events took long: a column of four rows for each second in which one did, the
 * lowest for the shortest of them, and beneath, read downwards, how long ago that was.
 */
final class LatencyPicture {
  private static final int COLUMNS = 80;
  private static final int ROWS = 4;
  private static final String STEPS = "_o#"; // within a row, from the bottom
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 86_400;

  private LatencyPicture() {}

  /**
   * Draws a kind of event.
   *
   * @param now in seconds since the epoch
   */
  static String draw(LatencyEvents.History history, long now) {
    List<LatencyEvents.Sample> samples = history.samples();
    long high = samples.stream().mapToLong(LatencyEvents.Sample::millis).max().orElse(0);
    long low = samples.stream().mapToLong(LatencyEvents.Sample::millis).min().orElse(0);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s - high %d ms, low %d ms (all time high %d ms)\n",
            history.event(),
            high,
            low,
            history.maxMillis()));
    text.append("-".repeat(COLUMNS)).append('\n');
    for (int from = 0; from < samples.size(); from += COLUMNS) {
      text.append(from == 0 ? "" : "\n");
      draw(text, samples.subList(from, Math.min(from + COLUMNS, samples.size())), low, high, now);
    }
    return text.toString();
  }

  private static void draw(
      StringBuilder text, List<LatencyEvents.Sample> samples, long low, long high, long now) {
    int steps = ROWS * STEPS.length();
    for (int row = ROWS - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder();
      for (LatencyEvents.Sample sample : samples) {
        double share = high == low ? 1 : (double) (sample.millis() - low) / (high - low);
        int height = 1 + (int) Math.round(share * (steps - 1)) - row * STEPS.length();
        line.append(mark(height));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    text.append('\n');
    List<String> ages = new ArrayList<>();
    samples.forEach(sample -> ages.add(age(now - sample.second())));
    int longest = ages.stream().mapToInt(String::length).max().orElse(0);
    for (int row = 0; row < longest; row++) {
      StringBuilder line = new StringBuilder();
      for (String age : ages) {
        line.append(row < age.length() ? age.charAt(row) : ' ');
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  /** What stands in a row of a column that reaches so many steps into it. */
  private static char mark(int height) {
    if (height <= 0) {
      return ' ';
    }
    return height > STEPS.length() ? '|' : STEPS.charAt(height - 1);
  }

  private static String age(long seconds) {
    if (seconds < MINUTE) {
      return seconds + "s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + "m";
    }
    return seconds < DAY ? seconds / HOUR + "h" : seconds / DAY + "d";
  }
}
