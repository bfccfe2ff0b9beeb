package io.miniredis.server.value;

/**
 * A walk over a run of a sorted set's elements, forward or in reverse. It begins before its first
 * element, and is valid until the set changes.
 *
 * <pre>{@code
 * SortedSetCursor c = set.byRank(0, 10, false);
 * while (c.next()) {
 *   reply(c.member(), c.score());
 * }
 * }</pre>
 */
public abstract class SortedSetCursor {
  /** Whether the walk goes from the highest rank to the lowest. */
  final boolean reverse;

  private final Slice member = new Slice();
  private int rank; // of the element that comes next
  private int remaining;
  private boolean onElement;

  SortedSetCursor(int from, int to, boolean reverse) {
    this.reverse = reverse;
    rank = reverse ? to - 1 : from;
    remaining = Math.max(0, to - from);
  }

  /** The number of elements to come. */
  public final int remaining() {
    return remaining;
  }

  /**
   * Leaves out the first {@code offset} elements and those behind the next {@code count}, as LIMIT
   * does: a negative count is no limit, a negative offset leaves nothing.
   */
  public final void limit(long offset, long count) {
    int skipped = offset < 0 ? remaining : (int) Math.min(offset, remaining);
    rank += reverse ? -skipped : skipped;
    remaining -= skipped;
    if (count >= 0) {
      remaining = (int) Math.min(count, remaining);
    }
  }

  /** Makes the element of any rank of the set, from 0, the one that comes next. */
  public final void moveTo(int newRank) {
    rank = newRank;
    remaining = 1;
    onElement = false;
  }

  /** Goes to the next element; false if there is none. */
  public final boolean next() {
    if (remaining == 0) {
      return false;
    }
    if (onElement) {
      step();
    } else {
      seek(rank);
      onElement = true;
    }
    remaining--;
    return true;
  }

  /** The current element's member: a view that the next call of this method changes. */
  public final Slice member() {
    read(member);
    return member;
  }

  /** The current element's score. */
  public abstract double score();

  abstract void seek(int rank);

  /** Goes one element on in the cursor's direction; there is one. */
  abstract void step();

  abstract void read(Slice into);
}
