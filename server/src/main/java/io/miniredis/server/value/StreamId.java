package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/**
 * The id of a stream's entry: milliseconds and a number within them, both of 64 bits without sign.
 */
public record StreamId(long ms, long seq) implements Comparable<StreamId> {
  public static final StreamId MIN = new StreamId(0, 0);
  public static final StreamId MAX = new StreamId(-1, -1);

  /** Order of two ids. */
  public static int compare(long ms1, long seq1, long ms2, long seq2) {
    int c = Long.compareUnsigned(ms1, ms2);
    return c != 0 ? c : Long.compareUnsigned(seq1, seq2);
  }

  @Override
  public int compareTo(StreamId other) {
    return compare(ms, seq, other.ms, other.seq);
  }

  public boolean isBefore(StreamId other) {
    return compareTo(other) < 0;
  }

  public boolean isAfter(StreamId other) {
    return compareTo(other) > 0;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(ms) + '-' + Long.toUnsignedString(seq);
  }

  /** Whether it is 0-0, which no entry has. */
  public boolean isZero() {
    return ms == 0 && seq == 0;
  }

  /** Whether it is the greatest of all. */
  public boolean isMax() {
    return ms == -1 && seq == -1;
  }

  /** The id right behind this one, or null behind the greatest. */
  public @Nullable StreamId next() {
    if (seq != -1) {
      return new StreamId(ms, seq + 1);
    }
    return ms == -1 ? null : new StreamId(ms + 1, 0);
  }

  /** The id right before this one, or null before 0-0. */
  public @Nullable StreamId previous() {
    if (seq != 0) {
      return new StreamId(ms, seq - 1);
    }
    return ms == 0 ? null : new StreamId(ms - 1, -1);
  }
}
