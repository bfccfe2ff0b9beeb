package io.miniredis.server.value;

/**
 * A range of scores; infinities stand for an open end.
 *
 * @param min the lower end; neither end is NaN
 * @param minExclusive whether {@code min} itself is outside
 * @param max the upper end; below {@code min} the range is empty
 * @param maxExclusive whether {@code max} itself is outside
 */
public record ScoreRange(double min, boolean minExclusive, double max, boolean maxExclusive) {
  /** Whether a score lies in the range. */
  public boolean contains(double score) {
    return (minExclusive ? score > min : score >= min)
        && (maxExclusive ? score < max : score <= max);
  }
}
