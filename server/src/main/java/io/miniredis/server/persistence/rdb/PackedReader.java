package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over the elements of one of Redis's packed arrays, checking what it walks over. The bytes
 * must stay while it walks.
 */
abstract class PackedReader {
  static final int END = 0xff;
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SIGN_OF_24_BITS = 8;

  final byte[] bytes;
  final int from;
  final int end; // behind the last byte
  int at;
  int seen; // elements
  private final long offset;

  /**
   * @param offset of the string that it came in, for messages
   */
  PackedReader(Slice packed, long offset) {
    bytes = packed.array();
    from = packed.offset();
    end = from + packed.length();
    at = from;
    this.offset = offset;
  }

  /**
   * Points {@code into} at the next element; false if it was the last, and all is as it must be.
   */
  abstract boolean next(Slice into) throws RdbException;

  /** How it is called in messages. */
  abstract String name();

  /** The next element, which must be there. */
  final Slice need(Slice into) throws RdbException {
    if (!next(into)) {
      throw corrupt("ends within an entry");
    }
    return into;
  }

  final RdbException corrupt(String problem) {
    return new RdbException(
        offset, "a damaged " + name() + ": it " + problem + ", at its byte " + (at - from));
  }

  final int byteAt(int index) throws RdbException {
    require(index, 1);
    return bytes[index] & 0xff;
  }

  final int shortAt(int index) throws RdbException {
    require(index, Short.BYTES);
    return (short) SHORT.get(bytes, index);
  }

  final int int24At(int index) throws RdbException {
    require(index, 3);
    int n = bytes[index] & 0xff | (bytes[index + 1] & 0xff) << 8 | (bytes[index + 2] & 0xff) << 16;
    return n << SIGN_OF_24_BITS >> SIGN_OF_24_BITS;
  }

  final int intAt(int index) throws RdbException {
    require(index, Integer.BYTES);
    return (int) INT.get(bytes, index);
  }

  final long longAt(int index) throws RdbException {
    require(index, Long.BYTES);
    return (long) LONG.get(bytes, index);
  }

  final void require(int index, int length) throws RdbException {
    if (length < 0 || length > end - index) {
      throw corrupt("ends too early");
    }
  }
}
