package io.miniredis.server.persistence.rdb;

import io.miniredis.protocol.Numbers;
import io.miniredis.server.value.Slice;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects bytes of the format in memory, in chunks, so that values may be written while their
 * shard is locked and go to a file later. For one thread at a time.
 */
public final class RdbOutput {
  private static final int FIRST_CHUNK = 1 << 9;
  private static final int CHUNK = 1 << 16;
  private static final int GROWTH = 8;
  private static final int LONGEST_INT = 11;
  private static final int SHORTEST_TO_COMPRESS = 21;
  private static final int GAIN_OF_COMPRESSION = 4;
  private static final int KEPT_SCRATCH = 1 << 20;
  private static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_LE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_BE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final boolean compresses;
  private @Nullable Lzf lzf;
  private final byte[] digits = new byte[Numbers.MAX_LONG_BYTES];
  private final List<byte[]> full = new ArrayList<>();
  private final List<Integer> fullLengths = new ArrayList<>();
  private byte[] scratch = {};
  private byte[] chunk = new byte[FIRST_CHUNK];
  private int at;
  private long fullBytes;

  /**
   * @param compresses whether strings of more than 20 bytes are compressed where that saves any
   */
  public RdbOutput(boolean compresses) {
    this.compresses = compresses;
  }

  /** How many bytes there are. */
  public long size() {
    return fullBytes + at;
  }

  /** Forgets all bytes. */
  public void clear() {
    full.clear();
    fullLengths.clear();
    fullBytes = 0;
    at = 0;
  }

  /** All bytes, which must be fewer than 2 GiB. */
  public byte[] toBytes() {
    byte[] all = new byte[Math.toIntExact(size())];
    int to = 0;
    for (int i = 0; i < full.size(); i++) {
      System.arraycopy(full.get(i), 0, all, to, fullLengths.get(i));
      to += fullLengths.get(i);
    }
    System.arraycopy(chunk, 0, all, to, at);
    return all;
  }

  /** Writes all bytes to a channel, and forgets them; returns the checksum continued with them. */
  public long drain(WritableByteChannel to, long checksum, boolean sums) throws IOException {
    long crc = checksum;
    for (int i = 0; i < full.size(); i++) {
      crc = write(to, full.get(i), fullLengths.get(i), crc, sums);
    }
    crc = write(to, chunk, at, crc, sums);
    clear();
    return crc;
  }

  private static long write(
      WritableByteChannel to, byte[] a, int length, long checksum, boolean sums)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(a, 0, length);
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
    return sums ? Crc64.update(checksum, a, 0, length) : checksum;
  }

  // ---- bytes and numbers

  public void writeByte(int b) {
    reserve(1);
    chunk[at++] = (byte) b;
  }

  public void writeBytes(byte[] a, int offset, int length) {
    int from = offset;
    int rest = length;
    while (rest > chunk.length - at) {
      int n = chunk.length - at;
      System.arraycopy(a, from, chunk, at, n);
      at += n;
      from += n;
      rest -= n;
      turn();
    }
    System.arraycopy(a, from, chunk, at, rest);
    at += rest;
  }

  /** Writes two bytes, the lower first. */
  public void writeShortLe(int n) {
    writeByte(n);
    writeByte(n >> 8);
  }

  /** Writes four bytes, the lowest first. */
  public void writeIntLe(int n) {
    reserve(Integer.BYTES);
    INT_LE.set(chunk, at, n);
    at += Integer.BYTES;
  }

  /** Writes eight bytes, the lowest first: times, binary scores, checksums. */
  public void writeLongLe(long n) {
    reserve(Long.BYTES);
    LONG_LE.set(chunk, at, n);
    at += Long.BYTES;
  }

  /** Writes eight bytes, the highest first: the ids of streams. */
  public void writeLongBe(long n) {
    reserve(Long.BYTES);
    LONG_BE.set(chunk, at, n);
    at += Long.BYTES;
  }

  // ---- lengths and strings

  /** Writes a length, or another number without sign: one, two, five or nine bytes. */
  public void writeLength(long n) {
    if (n >= 0 && n < 1 << 6) {
      writeByte((int) n);
    } else if (n >= 0 && n < 1 << 14) {
      writeByte((int) (n >> 8) | RdbCodes.LENGTH_14_BITS << 6);
      writeByte((int) n);
    } else if (n >= 0 && n < 1L << 32) {
      writeByte(RdbCodes.LENGTH_32_BITS);
      reserve(Integer.BYTES);
      INT_BE.set(chunk, at, (int) n);
      at += Integer.BYTES;
    } else {
      writeByte(RdbCodes.LENGTH_64_BITS);
      writeLongBe(n);
    }
  }

  /** Writes a string in its shortest form: as a number, compressed, or as it is. */
  public void writeString(byte[] a, int offset, int length) {
    if (length <= LONGEST_INT && writeAsInt(a, offset, length)) {
      return;
    }
    if (compresses && length >= SHORTEST_TO_COMPRESS && writeCompressed(a, offset, length)) {
      return;
    }
    writeLength(length);
    writeBytes(a, offset, length);
  }

  /** As {@link #writeString(byte[], int, int)}. */
  public void writeString(Slice s) {
    writeString(s.array(), s.offset(), s.length());
  }

  /** Writes a number as the string of its decimal digits, in its shortest form. */
  public void writeNumber(long n) {
    if (n == (int) n) {
      writeInt((int) n);
    } else {
      int length = Numbers.write(n, digits, 0);
      writeLength(length);
      writeBytes(digits, 0, length);
    }
  }

  private boolean writeAsInt(byte[] a, int offset, int length) {
    if (length == 0 || a[offset] > '9' || !Numbers.isLong(a, offset, length)) {
      return false;
    }
    long n = Numbers.parseLong(a, offset, length);
    if (n != (int) n) {
      return false;
    }
    writeInt((int) n);
    return true;
  }

  private void writeInt(int n) {
    int encoded = RdbCodes.LENGTH_ENCODED << 6;
    if (n == (byte) n) {
      writeByte(encoded | RdbCodes.INT_8);
      writeByte(n);
    } else if (n == (short) n) {
      writeByte(encoded | RdbCodes.INT_16);
      writeShortLe(n);
    } else {
      writeByte(encoded | RdbCodes.INT_32);
      writeIntLe(n);
    }
  }

  private boolean writeCompressed(byte[] a, int offset, int length) {
    int room = length - GAIN_OF_COMPRESSION;
    if (scratch.length < room) {
      scratch = new byte[Math.max(room, Math.min(2 * scratch.length, KEPT_SCRATCH))];
    }
    if (lzf == null) {
      lzf = new Lzf();
    }
    int n = lzf.compress(a, offset, length, scratch, room);
    if (n > 0) {
      writeByte(RdbCodes.LENGTH_ENCODED << 6 | RdbCodes.LZF);
      writeLength(n);
      writeLength(length);
      writeBytes(scratch, 0, n);
    }
    if (scratch.length > KEPT_SCRATCH) {
      scratch = new byte[0];
    }
    return n > 0;
  }

  private void reserve(int n) {
    if (chunk.length - at < n) {
      turn();
    }
  }

  /** Puts the chunk with the full ones and begins another. */
  private void turn() {
    full.add(chunk);
    fullLengths.add(at);
    fullBytes += at;
    chunk = new byte[Math.min(CHUNK, GROWTH * chunk.length)];
    at = 0;
  }
}
