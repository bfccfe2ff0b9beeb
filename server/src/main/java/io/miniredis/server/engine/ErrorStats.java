package io.miniredis.server.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts error replies by their code, for INFO errorstats. */
public final class ErrorStats {
  private static final int MAX_CODES = 128; // scripts can make up codes

  private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder total = new LongAdder();

  /** The code in front of an error line, {@code ERR}. */
  static String codeOf(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }

  void count(String code) {
    total.increment();
    LongAdder counter = counts.get(code);
    if (counter == null && counts.size() < MAX_CODES) {
      counter = counts.computeIfAbsent(code, c -> new LongAdder());
    }
    if (counter != null) {
      counter.increment();
    }
  }

  /** All error replies. */
  public long total() {
    return total.sum();
  }

  /** Error replies by code, sorted. */
  public Map<String, Long> byCode() {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((code, n) -> sorted.put(code, n.sum()));
    return sorted;
  }

  /** CONFIG RESETSTAT. */
  public void reset() {
    counts.clear();
    total.reset();
  }
}
