package io.miniredis.server.persistence.rdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The LZF compression of Marc Lehmann, as RDB uses it: one bare block of any length.
 *
 * <pre>
 * 000LLLLL                      L + 1 bytes follow as they are
 * LLLooooo oooooooo             copy L + 2 bytes (L from 1 to 6) from o + 1 bytes back
 * 111ooooo LLLLLLLL oooooooo    copy L + 9 bytes from o + 1 bytes back
 * </pre>
 *
 * <p>An instance compresses one block after the other, and is for one thread. Positions are told
 * from those of blocks before by counting on from block to block, so that its table need not be
 * cleared for each short string.
 */
public final class Lzf {
  private static final int MAX_LITERALS = 32;
  private static final int MAX_DISTANCE = 1 << 13;
  private static final int SHORTEST_MATCH = 3;
  private static final int LONGEST_MATCH = 264;
  private static final int LONG_FORM = 7;
  private static final int LONGEST_SHORT_FORM = 8;

  /** Bytes that one byte of a block can become at most: a match of 264 takes three. */
  private static final int MAX_GAIN = LONGEST_MATCH / 3;

  private static final int HASH_BITS = 14;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final int[] places = new int[1 << HASH_BITS];
  private int base = 1;

  /** Whether a block can become so many bytes at all, whatever is in it. */
  public static boolean isPossible(long blockLength, long length) {
    return length / MAX_GAIN <= blockLength;
  }

  /**
   * Decompresses a block.
   *
   * @return whether it was valid and became exactly {@code length} bytes
   */
  public static boolean decompress(
      byte[] in, int offset, int inLength, byte[] out, int outOffset, int length) {
    int at = offset;
    int end = offset + inLength;
    int to = outOffset;
    int outEnd = outOffset + length;
    while (at < end) {
      int control = in[at++] & 0xff;
      if (control < MAX_LITERALS) {
        int n = control + 1;
        if (n > end - at || n > outEnd - to) {
          return false;
        }
        System.arraycopy(in, at, out, to, n);
        at += n;
        to += n;
      } else {
        int n = control >>> 5;
        if (end - at < (n == LONG_FORM ? 2 : 1)) {
          return false;
        }
        if (n == LONG_FORM) {
          n += in[at++] & 0xff;
        }
        n += 2;
        int from = to - ((control & 0x1f) << 8 | in[at++] & 0xff) - 1;
        if (from < outOffset || n > outEnd - to) {
          return false;
        }
        copy(out, from, to, n);
        to += n;
      }
    }
    return to == outEnd;
  }

  /** Copies a match, which may go on into what it copies. */
  private static void copy(byte[] a, int from, int to, int n) {
    int at = to;
    int end = to + n;
    while (at < end) {
      int step = Math.min(at - from, end - at);
      System.arraycopy(a, from, a, at, step);
      at += step; // what is there to be copied has doubled
    }
  }

  /**
   * Compresses bytes into at most {@code room} bytes at the beginning of {@code out}.
   *
   * @return how many they are, or 0 if they would be more
   */
  public int compress(byte[] in, int offset, int length, byte[] out, int room) {
    int first = takePlaces(length); // what stands for the block's beginning
    int end = offset + length;
    int lastHashable = end - Integer.BYTES;
    int literals = offset; // from here on nothing is written yet
    int to = 0;
    int at = offset;
    while (at <= lastHashable) {
      int next = (int) INT.get(in, at) >>> 8;
      int slot = slotOf(next);
      int from = places[slot] - first + offset;
      places[slot] = at - offset + first;
      if (from < offset || at - from > MAX_DISTANCE || (int) INT.get(in, from) >>> 8 != next) {
        at++;
        continue;
      }
      int n = matchLength(in, from, at, end);
      to = writeLiterals(in, literals, at, out, to, room);
      if (to < 0 || room - to < SHORTEST_MATCH) {
        return 0;
      }
      to = writeMatch(out, to, at - from - 1, n);
      int stop = Math.min(at + n - 1, lastHashable);
      for (int i = at + 1; i <= stop; i++) {
        places[slotOf((int) INT.get(in, i) >>> 8)] = i - offset + first;
      }
      at += n;
      literals = at;
    }
    to = writeLiterals(in, literals, end, out, to, room);
    return Math.max(0, to);
  }

  /** Numbers for the places of a block, also of one that turns out not to shrink. */
  private int takePlaces(int length) {
    if (base > Integer.MAX_VALUE - length) {
      Arrays.fill(places, 0);
      base = 1;
    }
    int first = base;
    base += length;
    return first;
  }

  private static int slotOf(int threeBytes) {
    return threeBytes * 0x9e3779b1 >>> Integer.SIZE - HASH_BITS;
  }

  private static int matchLength(byte[] in, int from, int at, int end) {
    int max = Math.min(LONGEST_MATCH, end - at);
    int n = SHORTEST_MATCH;
    while (n < max && in[from + n] == in[at + n]) {
      n++;
    }
    return n;
  }

  private static int writeMatch(byte[] out, int to, int distance, int length) {
    int at = to;
    int high = distance >>> 8;
    if (length <= LONGEST_SHORT_FORM) {
      out[at++] = (byte) (length - 2 << 5 | high);
    } else {
      out[at++] = (byte) (LONG_FORM << 5 | high);
      out[at++] = (byte) (length - 2 - LONG_FORM);
    }
    out[at++] = (byte) distance;
    return at;
  }

  /** Returns where it ended, or -1 if there was no room. */
  private static int writeLiterals(byte[] in, int from, int end, byte[] out, int to, int room) {
    int at = from;
    int o = to;
    while (at < end) {
      int n = Math.min(MAX_LITERALS, end - at);
      if (n + 1 > room - o) {
        return -1;
      }
      out[o++] = (byte) (n - 1);
      System.arraycopy(in, at, out, o, n);
      o += n;
      at += n;
    }
    return o;
  }
}
