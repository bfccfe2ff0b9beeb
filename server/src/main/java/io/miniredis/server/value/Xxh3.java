package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Yann Collet's XXH3 hash of 64 bits, without a seed: the digest of a string that DIGEST tells (the
 * xxHash specification, "XXH3 algorithm"). Not for hash tables: it is not seeded.
 */
public final class Xxh3 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final byte[] SECRET =
      HexFormat.of()
          .parseHex(
              "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                  + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                  + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
                  + "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
                  + "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
                  + "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e");

  private static final long P32_1 = 0x9E3779B1L;
  private static final long P32_2 = 0x85EBCA77L;
  private static final long P32_3 = 0xC2B2AE3DL;
  private static final long P64_1 = 0x9E3779B185EBCA87L;
  private static final long P64_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long P64_3 = 0x165667B19E3779F9L;
  private static final long P64_4 = 0x85EBCA77C2B2AE63L;
  private static final long P64_5 = 0x27D4EB2F165667C5L;
  private static final long MIX_1 = 0x165667919E3779F9L;
  private static final long MIX_2 = 0x9FB21C651E98DF25L;

  private static final int STRIPE = 64;
  private static final int STRIPES = 16; // in a block
  private static final int LAST_SECRET = 192 - STRIPE;

  private Xxh3() {}

  /** The hash of some bytes. */
  public static long hash(Slice bytes) {
    byte[] a = bytes.array();
    int at = bytes.offset();
    int n = bytes.length();
    if (n <= 16) {
      return upTo16(a, at, n);
    }
    if (n <= 128) {
      return upTo128(a, at, n);
    }
    return n <= 240 ? upTo240(a, at, n) : longer(a, at, n);
  }

  /** A hash as the sixteen hexadecimal digits that DIGEST tells. */
  public static String text(long hash) {
    return HexFormat.of().toHexDigits(hash);
  }

  private static long read(byte[] a, int at) {
    return (long) LONG.get(a, at);
  }

  private static long readInt(byte[] a, int at) {
    return Integer.toUnsignedLong((int) INT.get(a, at));
  }

  private static long secret(int at) {
    return read(SECRET, at);
  }

  private static long fold(long x, long y) {
    return x * y ^ Math.unsignedMultiplyHigh(x, y);
  }

  private static long avalanche(long hash) {
    long h = (hash ^ hash >>> 37) * MIX_1;
    return h ^ h >>> 32;
  }

  private static long oldAvalanche(long hash) {
    long h = (hash ^ hash >>> 33) * P64_2;
    h = (h ^ h >>> 29) * P64_3;
    return h ^ h >>> 32;
  }

  private static long upTo16(byte[] a, int at, int n) {
    if (n > 8) {
      long low = read(a, at) ^ secret(24) ^ secret(32);
      long high = read(a, at + n - 8) ^ secret(40) ^ secret(48);
      return avalanche(n + Long.reverseBytes(low) + high + fold(low, high));
    }
    if (n >= 4) {
      long both = readInt(a, at + n - 4) + (readInt(a, at) << 32);
      long h = both ^ secret(8) ^ secret(16);
      h ^= Long.rotateLeft(h, 49) ^ Long.rotateLeft(h, 24);
      h *= MIX_2;
      h = (h ^ (h >>> 35) + n) * MIX_2;
      return h ^ h >>> 28;
    }
    if (n > 0) {
      long first = a[at] & 0xffL;
      long middle = a[at + (n >> 1)] & 0xffL;
      long last = a[at + n - 1] & 0xffL;
      long all = first << 16 | middle << 24 | last | (long) n << 8;
      return oldAvalanche(all ^ readInt(SECRET, 0) ^ readInt(SECRET, 4));
    }
    return oldAvalanche(secret(56) ^ secret(64));
  }

  private static long mix(byte[] a, int at, int secret) {
    return fold(read(a, at) ^ secret(secret), read(a, at + 8) ^ secret(secret + 8));
  }

  private static long upTo128(byte[] a, int at, int n) {
    long h = n * P64_1;
    for (int i = (n - 1) / 32; i >= 0; i--) {
      h += mix(a, at + 16 * i, 32 * i);
      h += mix(a, at + n - 16 * (i + 1), 32 * i + 16);
    }
    return avalanche(h);
  }

  private static long upTo240(byte[] a, int at, int n) {
    long h = n * P64_1;
    for (int i = 0; i < 8; i++) {
      h += mix(a, at + 16 * i, 16 * i);
    }
    h = avalanche(h);
    for (int i = 8; i < n / 16; i++) {
      h += mix(a, at + 16 * i, 16 * (i - 8) + 3);
    }
    return avalanche(h + mix(a, at + n - 16, 136 - 17));
  }

  private static long longer(byte[] a, int at, int n) {
    long[] sums = {P32_3, P64_1, P64_2, P64_3, P64_4, P32_2, P64_5, P32_1};
    int stripes = (n - 1) / STRIPE;
    for (int i = 0; i < stripes; i++) {
      add(sums, a, at + i * STRIPE, 8 * (i % STRIPES));
      if (i % STRIPES == STRIPES - 1) {
        scramble(sums);
      }
    }
    add(sums, a, at + n - STRIPE, LAST_SECRET - 7);
    long h = n * P64_1;
    for (int i = 0; i < 4; i++) {
      h += fold(sums[2 * i] ^ secret(11 + 16 * i), sums[2 * i + 1] ^ secret(19 + 16 * i));
    }
    return avalanche(h);
  }

  private static void add(long[] sums, byte[] a, int at, int secret) {
    for (int i = 0; i < 8; i++) {
      long value = read(a, at + 8 * i);
      long key = value ^ secret(secret + 8 * i);
      sums[i ^ 1] += value;
      sums[i] += (key & 0xffffffffL) * (key >>> 32);
    }
  }

  private static void scramble(long[] sums) {
    for (int i = 0; i < 8; i++) {
      long s = sums[i];
      sums[i] = (s ^ s >>> 47 ^ secret(LAST_SECRET + 8 * i)) * P32_1;
    }
  }
}
