package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes of the format, from an array or a channel. Whatever is wrong is told as an {@link
 * RdbException} with the offset; nothing is allocated for bytes that a length only promises.
 */
public final class RdbInput {
  /** A length of an input that nobody knows. */
  public static final long UNKNOWN = Long.MAX_VALUE;

  private static final int BUFFER = 1 << 18;
  private static final int STEP = 1 << 20;
  private static final int LONGEST = Integer.MAX_VALUE - 16;
  private static final VarHandle SHORT_LE =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_BE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final @Nullable ReadableByteChannel channel;
  private final byte[] buffer;
  private final long end; // the offset behind the last byte, if it is known
  private int at;
  private int filled;
  private int summed; // bytes before this are in the checksum
  private long base; // the offset of the buffer's first byte
  private long checksum;
  private byte[] scratch = {};

  /** Reads bytes in memory; offsets count from the first of them. */
  public RdbInput(byte[] a, int offset, int length) {
    channel = null;
    buffer = a;
    at = offset;
    summed = offset;
    filled = offset + length;
    base = -offset;
    end = length;
  }

  /**
   * Reads from a channel.
   *
   * @param size how many bytes it has, or {@link #UNKNOWN}
   */
  public RdbInput(ReadableByteChannel channel, long size) {
    this.channel = channel;
    this.buffer = new byte[BUFFER];
    this.end = size;
  }

  /** The offset of the byte that is read next, from 0. */
  public long offset() {
    return base + at;
  }

  /** How many bytes there are still to come, as far as that is known. */
  public long remaining() {
    return end - offset();
  }

  /** The CRC-64 of all bytes that were read. */
  public long checksum() {
    sum();
    return checksum;
  }

  /** What is wrong with the byte that would be read next. */
  public RdbException corrupt(String problem) {
    return new RdbException(offset(), problem);
  }

  // ---- bytes and numbers

  /** A byte, from 0 to 255. */
  public int readByte() throws IOException {
    need(1);
    return buffer[at++] & 0xff;
  }

  /** Four bytes as a number, the lowest first. */
  public int readIntLe() throws IOException {
    need(Integer.BYTES);
    int n = (int) INT_LE.get(buffer, at);
    at += Integer.BYTES;
    return n;
  }

  /** Eight bytes as a number, the lowest first. */
  public long readLongLe() throws IOException {
    need(Long.BYTES);
    long n = (long) LONG_LE.get(buffer, at);
    at += Long.BYTES;
    return n;
  }

  /** Eight bytes as a number, the highest first. */
  public long readLongBe() throws IOException {
    need(Long.BYTES);
    long n = (long) LONG_BE.get(buffer, at);
    at += Long.BYTES;
    return n;
  }

  /** Points {@code into} at so many bytes; they stay until something else is read. */
  public Slice readBytes(int length, Slice into) throws IOException {
    if (length <= filled - at) {
      into.wrap(buffer, at, length);
      at += length;
      return into;
    }
    if (length > remaining()) {
      throw cutOff(length);
    }
    if (length <= buffer.length) {
      need(length);
      return readBytes(length, into);
    }
    return into.wrap(readLarge(length), 0, length);
  }

  // ---- lengths and strings

  /** A length, or another number without sign. */
  public long readLength() throws IOException {
    int first = readByte();
    if (first >> 6 == RdbCodes.LENGTH_ENCODED) {
      at--;
      throw corrupt("a string where a length should be");
    }
    return lengthFrom(first);
  }

  /**
   * A length that something in memory has, so it fits an int, and so do the bytes that it needs.
   */
  public int readCount(int bytesEach) throws IOException {
    long offset = offset();
    long n = readLength();
    if (n < 0 || n > remaining() / bytesEach || n > LONGEST) {
      throw new RdbException(
          offset,
          "a length of " + Long.toUnsignedString(n) + " where " + remaining() + " bytes are left");
    }
    return (int) n;
  }

  private long lengthFrom(int first) throws IOException {
    return switch (first >> 6) {
      case RdbCodes.LENGTH_6_BITS -> first;
      case RdbCodes.LENGTH_14_BITS -> (first & 0x3f) << 8 | readByte();
      default -> longLength(first);
    };
  }

  private long longLength(int first) throws IOException {
    if (first == RdbCodes.LENGTH_32_BITS) {
      need(Integer.BYTES);
      long n = (int) INT_BE.get(buffer, at) & 0xffffffffL;
      at += Integer.BYTES;
      return n;
    }
    if (first == RdbCodes.LENGTH_64_BITS) {
      return readLongBe();
    }
    at--;
    throw corrupt("a length of an unknown kind, 0x" + Integer.toHexString(first));
  }

  /**
   * Points {@code into} at the bytes of a string; they stay until something else is read. A string
   * in the form of a number becomes its digits, a compressed one is decompressed.
   */
  public Slice readString(Slice into) throws IOException {
    long offset = offset();
    int first = readByte();
    if (first >> 6 == RdbCodes.LENGTH_ENCODED) {
      return encoded(first & 0x3f, offset, into);
    }
    long length = lengthFrom(first);
    if (length < 0 || length > remaining()) {
      throw new RdbException(
          offset,
          "a string of "
              + Long.toUnsignedString(length)
              + " bytes where "
              + remaining()
              + " are left");
    }
    if (length > LONGEST) {
      throw new RdbException(offset, "a string of " + length + " bytes is too long");
    }
    return readBytes((int) length, into);
  }

  private Slice encoded(int kind, long offset, Slice into) throws IOException {
    switch (kind) {
      case RdbCodes.INT_8:
        return into.number((byte) readByte());
      case RdbCodes.INT_16:
        need(Short.BYTES);
        at += Short.BYTES;
        return into.number((short) SHORT_LE.get(buffer, at - Short.BYTES));
      case RdbCodes.INT_32:
        return into.number(readIntLe());
      case RdbCodes.LZF:
        return compressed(offset, into);
      default:
        throw new RdbException(offset, "a string of an unknown kind, " + kind);
    }
  }

  private Slice compressed(long offset, Slice into) throws IOException {
    long blockLength = readLength();
    long length = readLength();
    if (blockLength < 0
        || length < 0
        || blockLength > Math.min(remaining(), LONGEST)
        || length > LONGEST
        || !Lzf.isPossible(blockLength, length)) {
      throw new RdbException(
          offset,
          "a compressed string of "
              + Long.toUnsignedString(length)
              + " bytes in "
              + Long.toUnsignedString(blockLength)
              + ", "
              + remaining()
              + " are left");
    }
    readBytes((int) blockLength, into);
    int n = (int) length;
    byte[] target = scratch.length >= n ? scratch : new byte[n];
    if (!Lzf.decompress(into.array(), into.offset(), into.length(), target, 0, n)) {
      throw new RdbException(offset, "a compressed string that cannot be decompressed");
    }
    if (n <= STEP) {
      scratch = target;
    }
    return into.wrap(target, 0, n);
  }

  // ---- where the bytes come from

  /** Makes sure that so many bytes are in the buffer, which is larger. */
  private void need(int n) throws IOException {
    if (filled - at >= n) {
      return;
    }
    if (channel == null) {
      throw cutOff(n);
    }
    sum();
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    base += at;
    filled -= at;
    at = 0;
    summed = 0;
    while (filled < n) {
      int got = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
      if (got < 0) {
        throw cutOff(n);
      }
      filled += got;
    }
  }

  /** Reads a string that is longer than the buffer, allocating as its bytes arrive. */
  private byte[] readLarge(int length) throws IOException {
    if (channel == null) {
      throw cutOff(length);
    }
    sum();
    byte[] a = new byte[end == UNKNOWN ? Math.min(length, STEP) : length];
    int have = filled - at;
    System.arraycopy(buffer, at, a, 0, have);
    base += at;
    at = 0;
    filled = 0;
    summed = 0;
    while (have < length) {
      if (have == a.length) {
        a = Arrays.copyOf(a, (int) Math.min(length, 2L * have));
      }
      int got = channel.read(ByteBuffer.wrap(a, have, a.length - have));
      if (got < 0) {
        throw cutOff(length);
      }
      have += got;
    }
    checksum = Crc64.update(checksum, a, 0, length);
    base += length;
    return a;
  }

  private void sum() {
    checksum = Crc64.update(checksum, buffer, summed, at - summed);
    summed = at;
  }

  private RdbException cutOff(int wanted) {
    return new RdbException(
        offset() + Math.max(0, filled - at),
        "the data ends here, where at least "
            + (wanted - Math.max(0, filled - at))
            + " bytes more should be");
  }
}
