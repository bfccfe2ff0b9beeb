package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/** How a {@link SetValue} holds its members. */
abstract sealed class SetForm implements Positions permits IntSet, SmallSet, LargeSet {
  abstract String encoding();

  /** The table in which elements are looked up, if there is one. */
  @Nullable RecordTable table() {
    return null;
  }

  abstract int size();

  abstract long bytes();

  abstract SetForm copy();

  /** The member's position, or {@link #NONE}. */
  abstract int find(Slice member);

  abstract Slice member(int position, Slice into);

  abstract void removeAt(int position);

  /** As {@link SetValue#scan}. */
  abstract long scan(long cursor, SetValue.Visitor visitor);
}
