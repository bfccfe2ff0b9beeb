package io.miniredis.server.value;

import java.util.random.RandomGenerator;

/** Picks at random without repeats. */
public final class Sampling {
  private Sampling() {}

  /**
   * Draws {@code count} different numbers from 0 (inclusive) to {@code bound} (exclusive), every
   * set of them as likely as any other; their order is of no meaning.
   *
   * <p>A large part is taken in one pass over all numbers, a small one by R. Floyd's method
   * (Bentley, "Programming Pearls: a sample of brilliance", 1987), whose time and memory follow
   * {@code count} alone.
   */
  public static int[] distinct(int count, int bound, RandomGenerator random) {
    if (count < 0 || count > bound) {
      throw new IllegalArgumentException("count must be from 0 to " + bound + ", was " + count);
    }
    return count > bound / 3 ? onePass(count, bound, random) : floyd(count, bound, random);
  }

  private static int[] onePass(int count, int bound, RandomGenerator random) {
    int[] drawn = new int[count];
    int n = 0;
    for (int i = 0; n < count; i++) {
      if (random.nextInt(bound - i) < count - n) {
        drawn[n++] = i;
      }
    }
    return drawn;
  }

  private static int[] floyd(int count, int bound, RandomGenerator random) {
    int[] drawn = new int[count];
    int mask = Integer.highestOneBit(Math.max(1, count)) * 4 - 1;
    int[] seen = new int[mask + 1]; // numbers plus one, open addressing
    for (int n = 0; n < count; n++) {
      int top = bound - count + n;
      int number = random.nextInt(top + 1);
      if (!add(seen, mask, number)) {
        number = top;
        add(seen, mask, number);
      }
      drawn[n] = number;
    }
    return drawn;
  }

  private static boolean add(int[] seen, int mask, int number) {
    int i = ((number * 0x9E3779B1) >>> 7) & mask;
    while (seen[i] != 0) {
      if (seen[i] == number + 1) {
        return false;
      }
      i = (i + 1) & mask;
    }
    seen[i] = number + 1;
    return true;
  }
}
