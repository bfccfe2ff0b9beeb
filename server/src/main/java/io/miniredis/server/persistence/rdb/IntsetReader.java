package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;

/**
 * Walks over an intset: the bytes of a number (4; it is 2, 4 or 8), how many there are (4), and the
 * numbers in ascending order.
 */
final class IntsetReader extends PackedReader {
  private static final int HEADER = 8;

  private final int width;
  private final int count;
  private long before;

  IntsetReader(Slice packed, long offset) throws RdbException {
    super(packed, offset);
    require(at, HEADER);
    width = intAt(at);
    count = intAt(at + Integer.BYTES);
    if (width != Short.BYTES && width != Integer.BYTES && width != Long.BYTES) {
      throw corrupt("has numbers of " + width + " bytes");
    }
    if (count < 0 || HEADER + (long) count * width != packed.length()) {
      throw corrupt("tells another length than it has");
    }
    at += HEADER;
  }

  @Override
  String name() {
    return "intset";
  }

  int count() {
    return count;
  }

  @Override
  boolean next(Slice into) throws RdbException {
    if (seen == count) {
      return false;
    }
    long n =
        switch (width) {
          case Short.BYTES -> shortAt(at);
          case Integer.BYTES -> intAt(at);
          default -> longAt(at);
        };
    if (seen > 0 && n <= before) {
      throw corrupt("is not in ascending order");
    }
    into.number(n);
    before = n;
    at += width;
    seen++;
    return true;
  }
}
