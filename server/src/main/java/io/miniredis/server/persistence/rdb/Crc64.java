package io.miniredis.server.persistence.rdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The checksum of RDB files and DUMP payloads: CRC-64 with the polynomial of David T. Jones
 * (0xad93d23594c935a9), bits reflected, beginning with 0, nothing inverted at the end. Eight bytes
 * a step, each by a table of its own ("slicing by 8", Kounavis and Berry 2005).
 */
public final class Crc64 {
  private static final long REFLECTED_POLYNOMIAL = 0x95ac9329ac4bc9b5L;
  private static final int BYTE_VALUES = 256;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Row n, entry b: the checksum of the byte b with n bytes of 0 behind it. */
  private static final long[] TABLE = table();

  private Crc64() {}

  /** The checksum of what came before, 0 if nothing did, and these bytes. */
  public static long update(long before, byte[] a, int offset, int length) {
    long crc = before;
    int at = offset;
    int end = offset + length;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      long x = crc ^ (long) LONG.get(a, at);
      crc =
          TABLE[7 * BYTE_VALUES + (int) (x & 0xff)]
              ^ TABLE[6 * BYTE_VALUES + (int) (x >>> 8 & 0xff)]
              ^ TABLE[5 * BYTE_VALUES + (int) (x >>> 16 & 0xff)]
              ^ TABLE[4 * BYTE_VALUES + (int) (x >>> 24 & 0xff)]
              ^ TABLE[3 * BYTE_VALUES + (int) (x >>> 32 & 0xff)]
              ^ TABLE[2 * BYTE_VALUES + (int) (x >>> 40 & 0xff)]
              ^ TABLE[BYTE_VALUES + (int) (x >>> 48 & 0xff)]
              ^ TABLE[(int) (x >>> 56)];
    }
    for (; at < end; at++) {
      crc = TABLE[(int) (crc ^ a[at]) & 0xff] ^ crc >>> 8;
    }
    return crc;
  }

  /** The checksum of these bytes. */
  public static long of(byte[] a, int offset, int length) {
    return update(0, a, offset, length);
  }

  private static long[] table() {
    long[] table = new long[Long.BYTES * BYTE_VALUES];
    for (int b = 0; b < BYTE_VALUES; b++) {
      long crc = b;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ REFLECTED_POLYNOMIAL;
      }
      table[b] = crc;
    }
    for (int i = BYTE_VALUES; i < table.length; i++) {
      long shorter = table[i - BYTE_VALUES];
      table[i] = table[(int) shorter & 0xff] ^ shorter >>> 8;
    }
    return table;
  }
}
