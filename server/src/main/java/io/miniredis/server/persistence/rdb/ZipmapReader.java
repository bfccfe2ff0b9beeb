package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;

/**
 * Walks over a zipmap, the small hash of Redis before 2.6: fields and values in turn.
 *
 * <pre>
 * zipmap = number of fields (1; 254 and more: look yourself), fields with values, 0xff
 * field  = length, bytes
 * value  = length, number of unused bytes behind it (1), bytes, unused bytes
 * length = 1 byte up to 253, or 254 and 4 bytes
 * </pre>
 */
final class ZipmapReader extends PackedReader {
  private static final int LONG_LENGTH = 254;

  private final int count;

  ZipmapReader(Slice packed, long offset) throws RdbException {
    super(packed, offset);
    count = byteAt(at);
    at++;
  }

  @Override
  String name() {
    return "zipmap";
  }

  @Override
  boolean next(Slice into) throws RdbException {
    boolean isValue = (seen & 1) == 1;
    int length = byteAt(at);
    if (length == END) {
      if (isValue) {
        throw corrupt("has a field without a value");
      }
      checkEnd();
      return false;
    }
    if (length == LONG_LENGTH) {
      length = intAt(at + 1);
      at += 1 + Integer.BYTES;
    } else {
      at++;
    }
    int unused = isValue ? byteAt(at++) : 0;
    require(at, length);
    into.wrap(bytes, at, length);
    at += length;
    require(at, unused);
    at += unused;
    seen++;
    return true;
  }

  private void checkEnd() throws RdbException {
    if (at != end - 1) {
      throw corrupt("ends before its last byte");
    }
    if (count < LONG_LENGTH && count != seen / 2) {
      throw corrupt("has " + seen / 2 + " fields but tells " + count);
    }
  }
}
