package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Austin Appleby's MurmurHash2 in its 64-bit form for 64-bit machines ("MurmurHash64A"), reading
 * little-endian. HyperLogLogs of one server can be merged with those of another because all hash by
 * it.
 */
final class MurmurHash {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
  private static final int SHIFT = 47;

  private MurmurHash() {}

  static long hash(Slice bytes, long seed) {
    byte[] a = bytes.array();
    int at = bytes.offset();
    int length = bytes.length();
    int end = at + length;
    long h = seed ^ length * MULTIPLIER;
    for (; at + 8 <= end; at += 8) {
      long k = (long) WORD.get(a, at) * MULTIPLIER;
      k = (k ^ k >>> SHIFT) * MULTIPLIER;
      h = (h ^ k) * MULTIPLIER;
    }
    if (at < end) {
      for (int i = end - 1; i >= at; i--) {
        h ^= (a[i] & 0xffL) << 8 * (i - at);
      }
      h *= MULTIPLIER;
    }
    h = (h ^ h >>> SHIFT) * MULTIPLIER;
    return h ^ h >>> SHIFT;
  }
}
