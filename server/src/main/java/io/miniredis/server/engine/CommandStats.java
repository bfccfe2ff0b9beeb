package io.miniredis.server.engine;

import io.miniredis.server.metrics.LatencyHistogram;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop counts of its commands, by {@link CommandTable.Row#id}. Only that loop
 * writes; sums that others make may be a moment old.
 */
public final class CommandStats {
  private final long[] calls;
  private final long[] nanos;
  private final long[] rejected;
  private final long[] failed;
  private final @Nullable LatencyHistogram[] latencies;
  long keyspaceHits;
  long keyspaceMisses;
  long reads;
  long writes;
  long workedNanos;

  CommandStats(int commands) {
    calls = new long[commands];
    nanos = new long[commands];
    rejected = new long[commands];
    failed = new long[commands];
    latencies = new LatencyHistogram[commands];
  }

  /** The sum of what several loops have counted. */
  static CommandStats sum(Collection<CommandStats> parts, int commands) {
    CommandStats sum = new CommandStats(commands);
    parts.forEach(sum::add);
    return sum;
  }

  private void add(CommandStats other) {
    for (int id = 0; id < calls.length; id++) {
      calls[id] += other.calls[id];
      nanos[id] += other.nanos[id];
      rejected[id] += other.rejected[id];
      failed[id] += other.failed[id];
      LatencyHistogram more = other.latencies[id];
      if (more != null) {
        histogram(id).add(more);
      }
    }
    keyspaceHits += other.keyspaceHits;
    keyspaceMisses += other.keyspaceMisses;
    reads += other.reads;
    writes += other.writes;
    workedNanos += other.workedNanos;
  }

  /** Counts a command that ran, however it ended. */
  void ran(int id, long duration, boolean trackLatency) {
    calls[id]++;
    nanos[id] += duration;
    if (trackLatency) {
      histogram(id).count(duration);
    }
  }

  /** Counts a command that ran several times, taking so much time in all. */
  void ran(int id, int times, long duration, boolean trackLatency) {
    if (times == 1) {
      ran(id, duration, trackLatency);
      return;
    }
    calls[id] += times;
    nanos[id] += duration;
    if (trackLatency) {
      histogram(id).count(duration / times, times);
    }
  }

  /** Counts a command that a gate kept from running. */
  void rejected(int id) {
    rejected[id]++;
  }

  /** Counts, beside {@link #ran}, a command that ended in an error. */
  void failed(int id) {
    failed[id]++;
  }

  private LatencyHistogram histogram(int id) {
    LatencyHistogram histogram = latencies[id];
    if (histogram == null) {
      histogram = new LatencyHistogram();
      latencies[id] = histogram;
    }
    return histogram;
  }

  /** How often a command ran. */
  public long calls(int id) {
    return calls[id];
  }

  /** How long a command ran in all, in microseconds. */
  public long micros(int id) {
    return nanos[id] / 1000;
  }

  /** How often a gate kept a command from running. */
  public long rejectedCalls(int id) {
    return rejected[id];
  }

  /** How often a command ran and ended in an error. */
  public long failedCalls(int id) {
    return failed[id];
  }

  /** How long each run of a command took; null if that was not counted. */
  public @Nullable LatencyHistogram latencies(int id) {
    return latencies[id];
  }

  /** How many commands ran. */
  public long totalCalls() {
    return Arrays.stream(calls).sum();
  }

  /** Batches of input that were worked off. */
  public long reads() {
    return reads;
  }

  /** Batches of input that had replies. */
  public long writes() {
    return writes;
  }

  /** How long it took to work the batches off, in nanoseconds. */
  public long workedNanos() {
    return workedNanos;
  }

  /** How long all commands ran, in microseconds. */
  public long totalMicros() {
    return Arrays.stream(nanos).sum() / 1000;
  }

  /** Lookups that found their key. */
  public long keyspaceHits() {
    return keyspaceHits;
  }

  /** Lookups that did not. */
  public long keyspaceMisses() {
    return keyspaceMisses;
  }
}
