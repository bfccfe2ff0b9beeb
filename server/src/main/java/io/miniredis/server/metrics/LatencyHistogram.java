package io.miniredis.server.metrics;

import java.util.Arrays;

/**
 * Durations, counted in buckets whose width is at most 1/64 of their value, so that percentiles are
 * told with an error below 1.6 %: the thought of HdrHistogram. Durations below 128 ns are told
 * exactly, those above {@value #MAX_NANOS} ns count as that.
 *
 * <p>One thread counts; others may read counts that are a moment old.
 */
public final class LatencyHistogram {
  static final long MAX_NANOS = 1_000_000_000;

  private static final int SUB_BITS = 6;
  private static final int FIRST_ROOM = 512; // up to 14 microseconds

  private long[] counts = new long[FIRST_ROOM];

  /** Counts a duration in nanoseconds. */
  public void count(long nanos) {
    count(nanos, 1);
  }

  /** Counts a duration in nanoseconds several times. */
  public void count(long nanos, int times) {
    int i = index(nanos);
    if (i >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(2 * counts.length, i + 1));
    }
    counts[i] += times;
  }

  /** Adds what another one has counted. */
  public void add(LatencyHistogram other) {
    long[] more = other.counts;
    if (more.length > counts.length) {
      counts = Arrays.copyOf(counts, more.length);
    }
    for (int i = 0; i < more.length; i++) {
      counts[i] += more[i];
    }
  }

  /** How many durations were counted. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * The duration in nanoseconds that so many percent do not exceed, rounded up to the end of its
   * bucket; 0 if nothing was counted.
   *
   * @param percent from 0 to 100
   */
  public long percentile(double percent) {
    long wanted = Math.max(1, (long) (percent / 100 * total() + 0.5));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return last(i);
      }
    }
    return 0;
  }

  /** How many durations count in the bucket of this one, in nanoseconds, or in a lesser one. */
  public long upTo(long nanos) {
    long sum = 0;
    for (int i = Math.min(index(nanos), counts.length - 1); i >= 0; i--) {
      sum += counts[i];
    }
    return sum;
  }

  private static int index(long nanos) {
    long n = Math.clamp(nanos, 0, MAX_NANOS);
    int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(n | 1) - SUB_BITS);
    return (shift << SUB_BITS) + (int) (n >>> shift);
  }

  /** The greatest duration that counts in a bucket. */
  private static long last(int index) {
    int shift = Math.max(0, (index >>> SUB_BITS) - 1);
    long sub = index - ((long) shift << SUB_BITS);
    return (sub + 1 << shift) - 1;
  }
}
