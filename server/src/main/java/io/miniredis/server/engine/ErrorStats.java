package io.miniredis.server.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts error replies by their code, for INFO errorstats. Scripts can make up codes: when there
 * are too many, none is counted any more until all begin at 0 again.
 */
public final class ErrorStats {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorStats.class);
  private static final int MAX_CODES = 128;
  private static final String DISABLED = "ERRORSTATS_DISABLED";

  private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder total = new LongAdder();
  private volatile boolean disabled;

  /** The code in front of an error line, {@code ERR}. */
  static String codeOf(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }

  void count(String code) {
    total.increment();
    if (disabled) {
      return;
    }
    LongAdder counter = counts.get(code);
    if (counter == null) {
      if (counts.size() >= MAX_CODES) {
        disable();
        return;
      }
      counter = counts.computeIfAbsent(code, c -> new LongAdder());
    }
    counter.increment();
  }

  private void disable() {
    disabled = true;
    counts.clear();
    LOG.warn("Errors are not counted by code any more: there are more than {} codes", MAX_CODES);
  }

  /** All error replies. */
  public long total() {
    return total.sum();
  }

  /** Error replies by code, sorted; one entry that says so if they are not counted any more. */
  public Map<String, Long> byCode() {
    if (disabled) {
      return Map.of(DISABLED, 1L);
    }
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((code, n) -> sorted.put(code, n.sum()));
    return sorted;
  }

  /** CONFIG RESETSTAT. */
  public void reset() {
    disabled = false;
    counts.clear();
    total.reset();
  }
}
