package io.miniredis.server.value;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The elements of a collection by position: any int that is not negative, valid until it changes.
 */
interface Positions {
  /** What {@link #next} takes for a start and answers at the end. */
  int NONE = -1;

  /** The position behind this one, or {@link #NONE}. */
  int next(int position);

  /** A position picked at random, each as likely as any other. There must be one. */
  int random(RandomGenerator random);

  /**
   * Picks {@code count} different positions of {@code total}, in random order. Takes time and
   * memory in proportion to the count, not to the total, unless most of them are wanted.
   */
  static int[] sample(Positions positions, int total, int count, RandomGenerator random) {
    return count > total / 3
        ? shuffled(positions, total, count, random)
        : drawn(positions, count, random);
  }

  private static int[] shuffled(Positions positions, int total, int count, RandomGenerator random) {
    int[] all = new int[total];
    int n = 0;
    for (int p = positions.next(NONE); p != NONE; p = positions.next(p)) {
      all[n++] = p;
    }
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(total - i);
      int picked = all[j];
      all[j] = all[i];
      all[i] = picked;
    }
    return Arrays.copyOf(all, count);
  }

  private static int[] drawn(Positions positions, int count, RandomGenerator random) {
    int[] picked = new int[count];
    int mask = Integer.highestOneBit(Math.max(1, count)) * 4 - 1;
    int[] seen = new int[mask + 1]; // position + 1, 0 is free
    int n = 0;
    while (n < count) {
      int p = positions.random(random);
      int i = (p * 0x9e3779b9) >>> 7 & mask;
      while (seen[i] != 0 && seen[i] != p + 1) {
        i = i + 1 & mask;
      }
      if (seen[i] == 0) {
        seen[i] = p + 1;
        picked[n++] = p;
      }
    }
    return picked;
  }
}
