package io.miniredis.server.value;

/** Numbers of variable length: 7 bits a byte, the lowest first, bit 8 set in all but the last. */
final class Varint {
  private Varint() {}

  /** Bytes of a number, taken as one without sign: 1 to 10. */
  static int size(long n) {
    return (70 - Long.numberOfLeadingZeros(n | 1)) / 7;
  }

  /** Writes a number; returns where it ends. */
  static int write(long n, byte[] a, int at) {
    long rest = n;
    int p = at;
    while ((rest & ~0x7FL) != 0) {
      a[p++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    a[p++] = (byte) rest;
    return p;
  }

  /** Writes a number so that it can be read from its end backwards; returns where it ends. */
  static int writeReversed(int n, byte[] a, int at) {
    int end = at + size(n);
    int rest = n;
    int p = end - 1;
    while ((rest & ~0x7F) != 0) {
      a[p--] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    a[p] = (byte) rest;
    return end;
  }

  static long read(byte[] a, int at) {
    long n = 0;
    int p = at;
    int shift = 0;
    while (a[p] < 0) {
      n |= (a[p++] & 0x7FL) << shift;
      shift += 7;
    }
    return n | (long) a[p] << shift;
  }

  static int readInt(byte[] a, int at) {
    int b = a[at];
    return b >= 0 ? b : (int) read(a, at);
  }

  /** Reads the reversed number that ends before {@code end}. */
  static int readReversed(byte[] a, int end) {
    int n = 0;
    int p = end - 1;
    int shift = 0;
    while (a[p] < 0) {
      n |= (a[p--] & 0x7F) << shift;
      shift += 7;
    }
    return n | a[p] << shift;
  }
}
