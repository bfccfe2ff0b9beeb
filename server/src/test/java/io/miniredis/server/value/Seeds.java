package io.miniredis.server.value;

import java.util.Random;

/** Random sources whose seed is printed, so that a failure can be run again. */
final class Seeds {
  private Seeds() {}

  /** A source with a fresh seed, or the one in the system property {@code seed}. */
  static Random random(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test + ": -Dseed=" + seed);
    return new Random(seed);
  }
}
