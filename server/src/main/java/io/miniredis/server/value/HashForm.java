package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link HashValue} holds its fields. Knows no clock: a field whose time is over is a field
 * like any other until it is removed.
 */
abstract sealed class HashForm implements Positions permits SmallHash, LargeHash {
  abstract String encoding();

  /** The table in which elements are looked up, if there is one. */
  @Nullable RecordTable table() {
    return null;
  }

  abstract int size();

  abstract long bytes();

  abstract HashForm copy();

  /** The field's position, or {@link #NONE}. */
  abstract int find(Slice field);

  abstract Slice field(int position, Slice into);

  abstract Slice value(int position, Slice into);

  /** When the field expires, or {@link HashValue#NO_EXPIRY}. */
  abstract long expiry(int position);

  /**
   * Sets a field.
   *
   * @param expiry of the field from now on, or {@link HashValue#NO_EXPIRY}
   * @return whether the field is new
   */
  abstract boolean put(Slice field, Slice value, long expiry);

  /** Gives the value at a position another content; its expiry stays. */
  abstract void replace(int position, Slice value);

  abstract void removeAt(int position);

  /** Gives the field at a position another expiry, or none. Moves positions. */
  abstract void expire(int position, long at);

  /** The earliest expiry of all fields, or {@link HashValue#NEVER}. */
  abstract long nextExpiry();

  /** A field that expires as early as any other, or {@link #NONE}. */
  abstract int firstToExpire();

  /** The number of fields that expire up to {@code now}. */
  abstract int countExpired(long now);

  /** As {@link HashValue#scan}. */
  abstract long scan(long cursor, long now, HashValue.Visitor visitor);
}
