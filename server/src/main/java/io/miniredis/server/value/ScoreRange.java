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

  /**
   * The number that an end of a range is given as: like a score, but what C's {@code strtod} is
   * lenient about is let through, as Redis lets it. Spaces may come first, digits beyond a double's
   * range are infinite or zero, a NUL ends the text, and nothing at all is zero.
   *
   * @return NaN if it is no number
   */
  public static double parseEnd(Slice text) {
    byte[] a = text.array();
    int from = text.offset();
    int end = from;
    while (end < text.offset() + text.length() && a[end] != 0) {
      end++;
    }
    if (from == end) {
      return 0;
    }
    while (from < end && (a[from] == ' ' || (a[from] >= '\t' && a[from] <= '\r'))) {
      from++;
    }
    return DoubleParser.parseBound(a, from, end - from);
  }
}
