package io.miniredis.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian words read from and written to byte arrays at any alignment. */
final class Bytes {
  static final byte[] EMPTY = {};

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  /** The word that reads as these four bytes, the first one first. */
  static int word(int a, int b, int c, int d) {
    return a | (b << 8) | (c << 16) | (d << 24);
  }

  /** Copies bytes; a few words that overlap where there are few. */
  static void copy(byte[] from, int off, byte[] to, int at, int length) {
    if (length > 32 || length < 4) {
      System.arraycopy(from, off, to, at, length);
      return;
    }
    if (length < 8) {
      int first = (int) INT.get(from, off);
      int last = (int) INT.get(from, off + length - 4);
      INT.set(to, at, first);
      INT.set(to, at + length - 4, last);
      return;
    }
    long first = (long) LONG.get(from, off);
    long last = (long) LONG.get(from, off + length - 8);
    if (length > 16) {
      long second = (long) LONG.get(from, off + 8);
      long third = (long) LONG.get(from, off + length - 16);
      LONG.set(to, at + 8, second);
      LONG.set(to, at + length - 16, third);
    }
    LONG.set(to, at, first);
    LONG.set(to, at + length - 8, last);
  }

  static int getInt(byte[] a, int at) {
    return (int) INT.get(a, at);
  }

  static void putShort(byte[] a, int at, short v) {
    SHORT.set(a, at, v);
  }

  static void putInt(byte[] a, int at, int v) {
    INT.set(a, at, v);
  }

  static void putLong(byte[] a, int at, long v) {
    LONG.set(a, at, v);
  }
}
