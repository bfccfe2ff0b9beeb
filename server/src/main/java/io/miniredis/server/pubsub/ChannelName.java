package io.miniredis.server.pubsub;

import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a channel's or pattern's name, as a key of a map. One that looks for others can be
 * pointed at bytes again and again; one that is kept has bytes of its own.
 */
final class ChannelName {
  private static final byte[] NOTHING = {};

  private byte[] array = NOTHING;
  private int offset;
  private int length;
  private int hash;

  /** A copy, to be kept. */
  static ChannelName copyOf(Slice name) {
    return new ChannelName().wrap(name.toBytes(), 0, name.length());
  }

  /** Points this name at somebody else's bytes. */
  ChannelName wrap(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    hash = Long.hashCode(Hashing.hash(array, offset, length));
    return this;
  }

  ChannelName wrap(Slice name) {
    return wrap(name.array(), name.offset(), name.length());
  }

  int length() {
    return length;
  }

  /** Points this name at nothing. */
  void clear() {
    array = NOTHING;
    offset = 0;
    length = 0;
  }

  /** Points {@code into} at the bytes. */
  Slice show(Slice into) {
    return into.wrap(array, offset, length);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChannelName name
        && hash == name.hash
        && Arrays.equals(
            array, offset, offset + length, name.array, name.offset, name.offset + name.length);
  }
}
