package io.miniredis.server.command.string;

import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;

/**
 * A longest common subsequence of two strings, by the textbook's table of prefix lengths.
 *
 * <p>There may be several; the one Redis finds is found: on the way back from the ends, equal bytes
 * are taken, else one goes up (to a shorter first string) only if that loses less than going left.
 * So one bit a cell, "up", is all that need be kept, and of the lengths only one row.
 */
final class CommonSubsequence {
  /** Takes the stretches that are equal and adjacent in both strings, the last one first. */
  interface RangeConsumer {
    void accept(int aStart, int bStart, int length);
  }

  private static final CommandError NO_MEMORY =
      CommandError.of("ERR Insufficient memory, failed allocating transient memory for LCS");
  private static final CommandError TOO_LARGE =
      CommandError.of(
          "ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len");
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Slice a;
  private final Slice b;
  private final long[] up;
  private final long rowBits;
  private final int length;

  /**
   * @param withPath whether {@link #ranges} is to be asked for, not only {@link #length}
   * @param maxTable bytes that Redis's table, four a cell, may take; ours is smaller
   * @throws CommandError if the table is larger than that, or than half of what memory is free
   */
  CommonSubsequence(Slice a, Slice b, boolean withPath, long maxTable) {
    this.a = a;
    this.b = b;
    if ((a.length() + 1L) * (b.length() + 1L) > maxTable / 4) {
      throw TOO_LARGE;
    }
    rowBits = (b.length() + 63L) & -64;
    long words = withPath ? rowBits / 64 * a.length() : 0;
    if (words > LONGEST_ARRAY || (words + b.length()) * 8 > freeMemory() / 2) {
      throw NO_MEMORY;
    }
    up = new long[(int) words];
    length = withPath ? fill() : measure();
  }

  private static long freeMemory() {
    Runtime r = Runtime.getRuntime();
    return r.maxMemory() - r.totalMemory() + r.freeMemory();
  }

  int length() {
    return length;
  }

  private int measure() {
    int[] row = new int[b.length() + 1];
    for (int i = 0; i < a.length(); i++) {
      int diagonal = 0;
      for (int j = 0; j < b.length(); j++) {
        int above = row[j + 1];
        row[j + 1] = a.byteAt(i) == b.byteAt(j) ? diagonal + 1 : Math.max(above, row[j]);
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  private int fill() {
    int[] row = new int[b.length() + 1];
    for (int i = 0; i < a.length(); i++) {
      int diagonal = 0;
      int word = (int) (i * (rowBits / 64));
      for (int j = 0; j < b.length(); j++) {
        int above = row[j + 1];
        int left = row[j];
        if (a.byteAt(i) == b.byteAt(j)) {
          row[j + 1] = diagonal + 1;
        } else if (above > left) {
          row[j + 1] = above;
          up[word + (j >> 6)] |= 1L << j;
        } else {
          row[j + 1] = left;
        }
        diagonal = above;
      }
    }
    return row[b.length()];
  }

  /** Tells the stretches that the subsequence consists of. */
  void ranges(RangeConsumer consumer) {
    int i = a.length();
    int j = b.length();
    int run = 0;
    while (i > 0 && j > 0) {
      if (a.byteAt(i - 1) == b.byteAt(j - 1)) {
        i--;
        j--;
        run++;
        continue;
      }
      if (run > 0) {
        consumer.accept(i, j, run);
        run = 0;
      }
      if (isUp(i - 1, j - 1)) {
        i--;
      } else {
        j--;
      }
    }
    if (run > 0) {
      consumer.accept(i, j, run);
    }
  }

  private boolean isUp(int i, int j) {
    return (up[(int) (i * (rowBits / 64)) + (j >> 6)] & (1L << j)) != 0;
  }

  /** The subsequence itself. */
  byte[] bytes() {
    byte[] result = new byte[length];
    int[] at = {length};
    ranges(
        (aStart, bStart, n) -> {
          at[0] -= n;
          System.arraycopy(a.array(), a.offset() + aStart, result, at[0], n);
        });
    return result;
  }
}
