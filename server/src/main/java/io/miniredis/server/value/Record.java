package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The layout of a record: key, value, expiry and access bits in ONE byte array, so that an entry
 * costs one object and a read of it one cache miss.
 *
 * <pre>
 *  0            flags: HAS_EXPIRY, HAS_ACCESS and whatever the owner adds
 *  [4 bytes]    access bits (LRU clock or LFU counter), if HAS_ACCESS
 *  [8 bytes]    expiry, milliseconds since the epoch, if HAS_EXPIRY
 *  1 or 5 bytes key length: one byte up to 127, else -1 and an int
 *  key bytes, then value bytes to the end
 * </pre>
 */
public final class Record {
  public static final int HAS_EXPIRY = 1;
  public static final int HAS_ACCESS = 2;

  /** Flags from this bit on belong to the owner of the record. */
  public static final int FIRST_OWN_FLAG = 4;

  /** What {@link #expiry} answers for a record without one. */
  public static final long NO_EXPIRY = -1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int OBJECT_HEADER = 16;

  private Record() {}

  /**
   * Makes a record with room for {@code valueLength} bytes at its end, left zero.
   *
   * @param expiry milliseconds since the epoch, or {@link #NO_EXPIRY}
   */
  public static byte[] create(
      int flags, long expiry, byte[] key, int keyOffset, int keyLength, int valueLength) {
    int f = expiry == NO_EXPIRY ? flags & ~HAS_EXPIRY : flags | HAS_EXPIRY;
    int at = headLength(f);
    int lengthBytes = keyLength <= 127 ? 1 : 5;
    byte[] r = new byte[Math.addExact(at + lengthBytes + keyLength, valueLength)];
    r[0] = (byte) f;
    if (expiry != NO_EXPIRY) {
      LONG.set(r, expiryOffset(f), expiry);
    }
    if (lengthBytes == 1) {
      r[at] = (byte) keyLength;
    } else {
      r[at] = -1;
      INT.set(r, at + 1, keyLength);
    }
    System.arraycopy(key, keyOffset, r, at + lengthBytes, keyLength);
    return r;
  }

  /** A record of key and value without expiry or access bits. */
  public static byte[] of(Slice key, Slice value) {
    byte[] r = create(0, NO_EXPIRY, key.array(), key.offset(), key.length(), value.length());
    value.copyTo(r, r.length - value.length());
    return r;
  }

  /** The same record with another expiry (or none): a copy if its layout changes, else itself. */
  public static byte[] withExpiry(byte[] r, long expiry) {
    boolean has = (r[0] & HAS_EXPIRY) != 0;
    if (expiry == NO_EXPIRY ? !has : has) {
      if (has) {
        LONG.set(r, expiryOffset(r[0]), expiry);
      }
      return r;
    }
    int at = expiryOffset(r[0]);
    byte[] copy = new byte[r.length + (has ? -8 : 8)];
    System.arraycopy(r, 0, copy, 0, at);
    System.arraycopy(r, has ? at + 8 : at, copy, has ? at : at + 8, r.length - (has ? at + 8 : at));
    if (has) {
      copy[0] &= ~HAS_EXPIRY;
    } else {
      copy[0] |= HAS_EXPIRY;
      LONG.set(copy, at, expiry);
    }
    return copy;
  }

  /** A copy of the record under another key: flags, access bits, expiry and value stay. */
  public static byte[] withKey(byte[] r, byte[] key, int keyOffset, int keyLength) {
    int from = valueOffset(r);
    int length = r.length - from;
    byte[] copy = create(r[0], expiry(r), key, keyOffset, keyLength, length);
    if ((r[0] & HAS_ACCESS) != 0) {
      access(copy, access(r));
    }
    System.arraycopy(r, from, copy, copy.length - length, length);
    return copy;
  }

  /** The same record with another length of value: the bytes both have are kept. */
  public static byte[] resize(byte[] r, int valueLength) {
    return Arrays.copyOf(r, Math.addExact(valueOffset(r), valueLength));
  }

  /** A copy of the record's head and key without its value. */
  public static byte[] headOf(byte[] r) {
    return Arrays.copyOf(r, valueOffset(r));
  }

  public static int flags(byte[] r) {
    return r[0];
  }

  public static long expiry(byte[] r) {
    return (r[0] & HAS_EXPIRY) == 0 ? NO_EXPIRY : (long) LONG.get(r, expiryOffset(r[0]));
  }

  public static int access(byte[] r) {
    return (int) INT.get(r, 1);
  }

  public static void access(byte[] r, int bits) {
    INT.set(r, 1, bits);
  }

  public static int keyOffset(byte[] r) {
    int at = headLength(r[0]);
    return r[at] >= 0 ? at + 1 : at + 5;
  }

  public static int keyLength(byte[] r) {
    int at = headLength(r[0]);
    int b = r[at];
    return b >= 0 ? b : (int) INT.get(r, at + 1);
  }

  public static int valueOffset(byte[] r) {
    int at = headLength(r[0]);
    int b = r[at];
    return b >= 0 ? at + 1 + b : at + 5 + (int) INT.get(r, at + 1);
  }

  public static int valueLength(byte[] r) {
    return r.length - valueOffset(r);
  }

  public static boolean keyEquals(byte[] r, byte[] key, int offset, int length) {
    int at = headLength(r[0]);
    int b = r[at];
    if (b >= 0) {
      return b == length && Arrays.equals(r, at + 1, at + 1 + b, key, offset, offset + length);
    }
    return (int) INT.get(r, at + 1) == length
        && Arrays.equals(r, at + 5, at + 5 + length, key, offset, offset + length);
  }

  public static byte[] key(byte[] r) {
    int at = keyOffset(r);
    return Arrays.copyOfRange(r, at, at + keyLength(r));
  }

  /** Points {@code into} at the record's key. */
  public static Slice key(byte[] r, Slice into) {
    return into.wrap(r, keyOffset(r), keyLength(r));
  }

  /** Points {@code into} at the record's value. */
  public static Slice value(byte[] r, Slice into) {
    int at = valueOffset(r);
    return into.wrap(r, at, r.length - at);
  }

  /** Bytes of heap of a record: object header and alignment included. */
  public static long heapBytes(byte[] r) {
    return (OBJECT_HEADER + r.length + 7L) & ~7L;
  }

  private static int headLength(int flags) {
    return 1 + ((flags & HAS_EXPIRY) << 3) + ((flags & HAS_ACCESS) << 1);
  }

  private static int expiryOffset(int flags) {
    return 1 + ((flags & HAS_ACCESS) << 1);
  }
}
