package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells entries of equal content: the same fields with the same values, in any order. */
public final class StreamContent {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // any two different keys; they stay, for digests are kept with the stream
  private static final long KEY_1 = 0x9E3779B97F4A7C15L;
  private static final long KEY_2 = 0xD1B54A32D192ED03L;

  private StreamContent() {}

  /**
   * 16 bytes that entries of equal content have in common, and others but by a chance of 1 to
   * 2<sup>128</sup> do not: the sum of the hashes of the pairs. Each value is hashed under its
   * field's hash as the key.
   */
  public static byte[] digest(StreamEntry entry) {
    long sum1 = entry.elements();
    long sum2 = entry.elements();
    for (int i = 0; i < entry.elements(); i += 2) {
      Slice field = entry.element(i);
      long field1 = hash(field, KEY_1, KEY_2);
      long field2 = hash(field, KEY_2, KEY_1);
      Slice value = entry.element(i + 1);
      sum1 += hash(value, field1, field2);
      sum2 += hash(value, field2, field1);
    }
    byte[] digest = new byte[2 * Long.BYTES];
    LONG.set(digest, 0, sum1);
    LONG.set(digest, Long.BYTES, sum2);
    return digest;
  }

  private static long hash(Slice s, long k0, long k1) {
    return Hashing.hash(s.array(), s.offset(), s.length(), k0, k1);
  }
}
