package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;

/**
 * Walks over a listpack, Redis's packed array since 5.0.
 *
 * <pre>
 * listpack = total bytes (4), number of elements (2; 65535: look yourself), elements, 0xff
 * element  = kind, data, length of both with seven bits a byte, to be read backwards
 * kind     = 0nnnnnnn number | 10llllll string | 110nnnnn nnnnnnnn number | 1110llll llllllll string
 *          | 0xf0 string, length in four bytes | 0xf1 to 0xf4 number of 2, 3, 4, 8 bytes
 * </pre>
 */
final class ListpackReader extends PackedReader {
  private static final int HEADER = 6;
  private static final int COUNT_UNKNOWN = 65_535;
  private static final int SIGN_OF_13_BITS = 19;

  private final int count;

  ListpackReader(Slice packed, long offset) throws RdbException {
    super(packed, offset);
    require(at, HEADER + 1);
    if (intAt(at) != packed.length()) {
      throw corrupt("tells another length than it has");
    }
    count = shortAt(at + Integer.BYTES) & 0xffff;
    at += HEADER;
  }

  @Override
  String name() {
    return "listpack";
  }

  @Override
  boolean next(Slice into) throws RdbException {
    int start = at;
    int kind = byteAt(at);
    if (kind < 0x80) {
      into.number(kind);
      at++;
    } else if (kind < 0xc0) {
      string(1, kind & 0x3f, into);
    } else if (kind < 0xe0) {
      int n = (kind & 0x1f) << 8 | byteAt(at + 1);
      into.number(n << SIGN_OF_13_BITS >> SIGN_OF_13_BITS);
      at += 2;
    } else if (kind < 0xf0) {
      string(2, (kind & 0xf) << 8 | byteAt(at + 1), into);
    } else if (!large(kind, into)) {
      return false;
    }
    skipLengthOf(at - start);
    seen++;
    return true;
  }

  /** Reads what has a whole byte as its kind; false for the end. */
  private boolean large(int kind, Slice into) throws RdbException {
    switch (kind) {
      case 0xf0 -> string(1 + Integer.BYTES, intAt(at + 1), into);
      case 0xf1 -> {
        into.number(shortAt(at + 1));
        at += 3;
      }
      case 0xf2 -> {
        into.number(int24At(at + 1));
        at += 4;
      }
      case 0xf3 -> {
        into.number(intAt(at + 1));
        at += 5;
      }
      case 0xf4 -> {
        into.number(longAt(at + 1));
        at += 9;
      }
      case END -> {
        checkEnd();
        return false;
      }
      default -> throw corrupt("has an element of an unknown kind");
    }
    return true;
  }

  private void string(int head, int length, Slice into) throws RdbException {
    require(at + head, length);
    into.wrap(bytes, at + head, length);
    at += head + length;
  }

  private void skipLengthOf(int entry) throws RdbException {
    int n = lengthBytes(entry);
    require(at, n);
    int rest = entry;
    for (int i = n - 1; i >= 0; i--) {
      int expected = rest & 0x7f | (i == 0 ? 0 : 0x80);
      if ((bytes[at + i] & 0xff) != expected) {
        throw corrupt("tells another length of an element backwards than forwards");
      }
      rest >>>= 7;
    }
    at += n;
  }

  private static int lengthBytes(int entry) {
    return entry <= 127
        ? 1
        : entry < 16_383 ? 2 : entry < 2_097_151 ? 3 : entry < 268_435_455 ? 4 : 5;
  }

  private void checkEnd() throws RdbException {
    if (at != end - 1) {
      throw corrupt("ends before its last byte");
    }
    if (count != COUNT_UNKNOWN && count != seen) {
      throw corrupt("has " + seen + " elements but tells " + count);
    }
  }
}
