package io.miniredis.server.metrics;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What has taken long, by kinds of events (LATENCY): {@code command}, {@code expire-cycle} and so
 * on. Of each kind the last {@value #SAMPLES} seconds are remembered in which it happened. Safe for
 * use by all event loops.
 */
public final class LatencyEvents {
  static final int SAMPLES = 160;

  /**
   * The worst of a second.
   *
   * @param second in seconds since the epoch
   */
  public record Sample(long second, long millis) {}

  /**
   * What is known of a kind of event.
   *
   * @param samples the oldest first; there is at least one
   * @param maxMillis the worst there has ever been
   */
  public record History(String event, List<Sample> samples, long maxMillis) {
    /** The latest sample. */
    public Sample latest() {
      return samples.getLast();
    }
  }

  private final Map<String, Ring> rings = new ConcurrentHashMap<>();

  /** Notes an event that took long. */
  public void add(String event, long second, long millis) {
    rings.compute(
        event,
        (name, old) -> {
          Ring ring = old == null ? new Ring() : old;
          ring.add(second, millis);
          return ring;
        });
  }

  /** What is known of a kind of event; null if it has not happened. */
  public @Nullable History history(String event) {
    History[] found = {null};
    rings.computeIfPresent(
        event,
        (name, ring) -> {
          found[0] = ring.history(name);
          return ring;
        });
    return found[0];
  }

  /** What is known of all kinds of events that have happened, by name. */
  public Collection<History> all() {
    Map<String, History> all = new TreeMap<>();
    for (String event : rings.keySet()) {
      History history = history(event);
      if (history != null) {
        all.put(event, history);
      }
    }
    return all.values();
  }

  /** Forgets a kind of event; false if it has not happened. */
  public boolean forget(String event) {
    return rings.remove(event) != null;
  }

  /** The last samples of one kind. The map lets one thread at a time to it. */
  private static final class Ring {
    private final long[] seconds = new long[SAMPLES];
    private final long[] millis = new long[SAMPLES];
    private int size;
    private int next;
    private long max;

    void add(long second, long took) {
      max = Math.max(max, took);
      int last = (next + SAMPLES - 1) % SAMPLES;
      if (size > 0 && seconds[last] == second) {
        millis[last] = Math.max(millis[last], took);
        return;
      }
      seconds[next] = second;
      millis[next] = took;
      next = (next + 1) % SAMPLES;
      size = Math.min(size + 1, SAMPLES);
    }

    History history(String event) {
      Sample[] samples = new Sample[size];
      for (int i = 0; i < size; i++) {
        int at = (next + SAMPLES - size + i) % SAMPLES;
        samples[i] = new Sample(seconds[at], millis[at]);
      }
      return new History(event, List.of(samples), max);
    }
  }
}
