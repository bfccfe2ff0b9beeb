package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/**
 * How a sorted set is held: {@linkplain PackedSortedSet packed} while it is small, {@linkplain
 * IndexedSortedSet indexed} from then on. What the methods mean stands at {@link SortedSetValue}.
 */
abstract sealed class SortedSetForm permits PackedSortedSet, IndexedSortedSet {
  abstract String encoding();

  /** The table in which elements are looked up, if there is one. */
  @Nullable RecordTable table() {
    return null;
  }

  abstract int size();

  abstract long bytes();

  abstract SortedSetForm copy();

  abstract double score(Slice member);

  abstract int rank(Slice member);

  abstract boolean remove(Slice member);

  abstract void removeRange(int from, int to);

  /** How many elements have a lower score, or the same one if {@code orEqual}. */
  abstract int below(double score, boolean orEqual);

  /** The rank of the first element that is not before a member; {@link #size} if there is none. */
  abstract int lexFirst(LexBound min);

  /** The rank behind the last element, from {@code first} on, that is not past a member. */
  abstract int lexEnd(int first, LexBound max);

  abstract SortedSetCursor range(int from, int to, boolean reverse);

  abstract long scan(long cursor, SortedSetValue.Visitor visitor);
}
