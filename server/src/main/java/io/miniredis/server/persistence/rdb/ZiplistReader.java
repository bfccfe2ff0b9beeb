package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;

/**
 * Walks over a ziplist, Redis's packed array before 7.0.
 *
 * <pre>
 * ziplist = total bytes (4), offset of the last element (4), number of elements (2), elements, 0xff
 * element = length of the element before (1, or 0xfe and 4), kind, data
 * kind    = 00llllll string | 01llllll llllllll string | 0x80 string, length in 4 bytes, highest first
 *         | 0xc0, 0xd0, 0xe0, 0xf0, 0xfe number of 2, 4, 8, 3, 1 bytes | 0xf1 to 0xfd numbers 0 to 12
 * </pre>
 */
final class ZiplistReader extends PackedReader {
  private static final int HEADER = 10;
  private static final int COUNT_UNKNOWN = 65_535;
  private static final int LONG_LENGTH = 0xfe;
  private static final int FIRST_SMALL = 0xf1;
  private static final int LAST_SMALL = 0xfd;

  private final int last;
  private final int count;
  private int before; // bytes of the element before
  private int lastSeen = HEADER; // where it began

  ZiplistReader(Slice packed, long offset) throws RdbException {
    super(packed, offset);
    require(at, HEADER + 1);
    if (intAt(at) != packed.length()) {
      throw corrupt("tells another length than it has");
    }
    last = intAt(at + Integer.BYTES);
    count = shortAt(at + 2 * Integer.BYTES) & 0xffff;
    at += HEADER;
  }

  @Override
  String name() {
    return "ziplist";
  }

  @Override
  boolean next(Slice into) throws RdbException {
    int start = at;
    int length = byteAt(at);
    if (length == END) {
      checkEnd();
      return false;
    }
    if (length == LONG_LENGTH) {
      length = intAt(at + 1);
      at += 1 + Integer.BYTES;
    } else {
      at++;
    }
    if (length != before) {
      throw corrupt("tells another length of an element than it has");
    }
    read(byteAt(at), into);
    before = at - start;
    lastSeen = start - from;
    seen++;
    return true;
  }

  private void read(int kind, Slice into) throws RdbException {
    switch (kind >> 6) {
      case 0 -> string(1, kind, into);
      case 1 -> string(2, (kind & 0x3f) << 8 | byteAt(at + 1), into);
      case 2 -> {
        if (kind != 0x80) {
          throw corrupt("has an element of an unknown kind");
        }
        string(1 + Integer.BYTES, Integer.reverseBytes(intAt(at + 1)), into);
      }
      default -> number(kind, into);
    }
  }

  private void number(int kind, Slice into) throws RdbException {
    switch (kind) {
      case 0xc0 -> {
        into.number(shortAt(at + 1));
        at += 3;
      }
      case 0xd0 -> {
        into.number(intAt(at + 1));
        at += 5;
      }
      case 0xe0 -> {
        into.number(longAt(at + 1));
        at += 9;
      }
      case 0xf0 -> {
        into.number(int24At(at + 1));
        at += 4;
      }
      case 0xfe -> {
        into.number((byte) byteAt(at + 1));
        at += 2;
      }
      default -> {
        if (kind < FIRST_SMALL || kind > LAST_SMALL) {
          throw corrupt("has an element of an unknown kind");
        }
        into.number(kind - FIRST_SMALL);
        at++;
      }
    }
  }

  private void string(int head, int length, Slice into) throws RdbException {
    require(at + head, length);
    into.wrap(bytes, at + head, length);
    at += head + length;
  }

  private void checkEnd() throws RdbException {
    if (at != end - 1) {
      throw corrupt("ends before its last byte");
    }
    if (last != lastSeen) {
      throw corrupt("tells another place of its last element");
    }
    if (count != COUNT_UNKNOWN && count != seen) {
      throw corrupt("has " + seen + " elements but tells " + count);
    }
  }
}
