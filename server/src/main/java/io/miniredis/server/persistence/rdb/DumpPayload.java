package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * What DUMP, FUNCTION DUMP and MIGRATE send: bytes of the format, the version of it in two bytes,
 * and the CRC-64 of all that in eight, the lowest first.
 */
public final class DumpPayload {
  private static final int VERSION_BYTES = 2;
  private static final int FOOTER = VERSION_BYTES + Long.BYTES;

  private DumpPayload() {}

  /**
   * The bytes of a payload.
   *
   * @param version the lowest that knows all that is in it, so that older servers take it too
   */
  public static byte[] seal(RdbOutput content, int version) {
    content.writeShortLe(version);
    byte[] unsigned = content.toBytes();
    content.writeLongLe(Crc64.of(unsigned, 0, unsigned.length));
    return content.toBytes();
  }

  /** The content of a payload, or null if its version is too new or its checksum wrong. */
  public static @Nullable RdbInput open(Slice payload) {
    int length = payload.length() - FOOTER;
    if (length < 0) {
      return null;
    }
    int version = payload.byteAt(length) & 0xff | (payload.byteAt(length + 1) & 0xff) << 8;
    long crc = Crc64.of(payload.array(), payload.offset(), length + VERSION_BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      if ((byte) (crc >>> 8 * i) != payload.byteAt(length + VERSION_BYTES + i)) {
        return null;
      }
    }
    return version > RdbCodes.NEWEST_VERSION
        ? null
        : new RdbInput(payload.array(), payload.offset(), length);
  }
}
