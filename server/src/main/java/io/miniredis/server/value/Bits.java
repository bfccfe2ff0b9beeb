package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bits of byte arrays. Bit 0 is the highest of the first byte. Where there is much to do, it is
 * done in words of 64 bits.
 */
public final class Bits {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Bits() {}

  /** Whether a bit is set; those behind the end are not. */
  public static boolean get(Slice bytes, long bit) {
    long index = bit >>> 3;
    return index < bytes.length() && (bytes.byteAt((int) index) >> (7 - (bit & 7)) & 1) != 0;
  }

  /** The number of bits set from {@code first} (inclusive) to {@code end} (exclusive). */
  public static long count(Slice bytes, long first, long end) {
    byte[] a = bytes.array();
    int offset = bytes.offset();
    long n = 0;
    long i = first;
    for (; i < end && (i & 7) != 0; i++) {
      n += get(bytes, i) ? 1 : 0;
    }
    for (; i + Long.SIZE <= end; i += Long.SIZE) {
      n += Long.bitCount((long) WORD.get(a, offset + (int) (i >>> 3)));
    }
    for (; i + 8 <= end; i += 8) {
      n += Integer.bitCount(a[offset + (int) (i >>> 3)] & 0xff);
    }
    for (; i < end; i++) {
      n += get(bytes, i) ? 1 : 0;
    }
    return n;
  }

  /** The first bit of that state from {@code first} (inclusive) to {@code end}, or -1. */
  public static long find(Slice bytes, boolean set, long first, long end) {
    byte[] a = bytes.array();
    int offset = bytes.offset();
    long flip = set ? 0 : -1;
    long i = first;
    for (; i < end && (i & 7) != 0; i++) {
      if (get(bytes, i) == set) {
        return i;
      }
    }
    for (; i + Long.SIZE <= end; i += Long.SIZE) {
      long word = (long) WORD.get(a, offset + (int) (i >>> 3)) ^ flip;
      if (word != 0) {
        return i + Long.numberOfLeadingZeros(word);
      }
    }
    for (; i < end; i++) {
      if (get(bytes, i) == set) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The bits from {@code first} on as an unsigned number; those behind the end are 0.
   *
   * @param bits how many, up to 64
   */
  public static long field(Slice bytes, long first, int bits) {
    long value = 0;
    long at = first;
    int left = bits;
    while (left > 0) {
      int inByte = (int) (at & 7);
      int n = Math.min(8 - inByte, left);
      long index = at >>> 3;
      int b = index < bytes.length() ? bytes.byteAt((int) index) & 0xff : 0;
      value = value << n | b >> (8 - inByte - n) & ((1 << n) - 1);
      at += n;
      left -= n;
    }
    return value;
  }

  /** Writes the low {@code bits} of a number to the bits from {@code first} on. */
  public static void setField(byte[] a, long first, int bits, long value) {
    long at = first;
    int left = bits;
    while (left > 0) {
      int inByte = (int) (at & 7);
      int n = Math.min(8 - inByte, left);
      int shift = 8 - inByte - n;
      int mask = ((1 << n) - 1) << shift;
      int part = (int) (value >>> (left - n)) << shift & mask;
      int index = (int) (at >>> 3);
      a[index] = (byte) (a[index] & ~mask | part);
      at += n;
      left -= n;
    }
  }

  /** Keeps in {@code target} what is set in both; behind the end of the other nothing is. */
  public static void and(byte[] target, Slice other) {
    int n = Math.min(target.length, other.length());
    byte[] a = other.array();
    int offset = other.offset();
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      WORD.set(target, i, (long) WORD.get(target, i) & (long) WORD.get(a, offset + i));
    }
    for (; i < n; i++) {
      target[i] &= a[offset + i];
    }
    Arrays.fill(target, n, target.length, (byte) 0);
  }

  /** Adds to {@code target} what is set in the other, which is not longer. */
  public static void or(byte[] target, Slice other) {
    int n = other.length();
    byte[] a = other.array();
    int offset = other.offset();
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      WORD.set(target, i, (long) WORD.get(target, i) | (long) WORD.get(a, offset + i));
    }
    for (; i < n; i++) {
      target[i] |= a[offset + i];
    }
  }

  /** Flips in {@code target} what is set in the other, which is not longer. */
  public static void xor(byte[] target, Slice other) {
    int n = other.length();
    byte[] a = other.array();
    int offset = other.offset();
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      WORD.set(target, i, (long) WORD.get(target, i) ^ (long) WORD.get(a, offset + i));
    }
    for (; i < n; i++) {
      target[i] ^= a[offset + i];
    }
  }

  /** Takes from {@code target} what is set in the other, which is not longer. */
  public static void andNot(byte[] target, Slice other) {
    int n = other.length();
    byte[] a = other.array();
    int offset = other.offset();
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      WORD.set(target, i, (long) WORD.get(target, i) & ~(long) WORD.get(a, offset + i));
    }
    for (; i < n; i++) {
      target[i] &= (byte) ~a[offset + i];
    }
  }

  /** Turns every bit over. */
  public static void not(byte[] target) {
    int i = 0;
    for (; i + 8 <= target.length; i += 8) {
      WORD.set(target, i, ~(long) WORD.get(target, i));
    }
    for (; i < target.length; i++) {
      target[i] = (byte) ~target[i];
    }
  }

  /**
   * One more source of bits: {@code any} gathers what is set in at least one, {@code many} what is
   * set in more than one. Both are at least as long as the source.
   */
  public static void tally(byte[] any, byte[] many, Slice source) {
    int n = source.length();
    byte[] a = source.array();
    int offset = source.offset();
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      long word = (long) WORD.get(a, offset + i);
      long before = (long) WORD.get(any, i);
      WORD.set(many, i, (long) WORD.get(many, i) | before & word);
      WORD.set(any, i, before | word);
    }
    for (; i < n; i++) {
      many[i] |= (byte) (any[i] & a[offset + i]);
      any[i] |= a[offset + i];
    }
  }
}
