package io.miniredis.server.value;

/**
 * Estimates a number of elements from the registers of a HyperLogLog, without bias and without
 * tables of corrections: Otmar Ertl, "New cardinality estimation algorithms for HyperLogLog
 * sketches", 2017, algorithm 6.
 */
final class Cardinality {
  private static final int HASH_BITS = 50; // those that are left for the runs of zeros
  private static final double ALPHA = 0.7213475204444817; // 1 / (2 ln 2)

  private Cardinality() {}

  /**
   * The estimate.
   *
   * @param histogram how many registers have which value
   * @param registers how many there are
   */
  static long estimate(int[] histogram, int registers) {
    double m = registers;
    double z = m * tau((m - histogram[HASH_BITS + 1]) / m);
    for (int value = HASH_BITS; value >= 1; value--) {
      z = (z + histogram[value]) * 0.5;
    }
    z += m * sigma(histogram[0] / m);
    return Math.round(ALPHA * m * m / z);
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double z = x;
    double before;
    do {
      x *= x;
      before = z;
      z += x * y;
      y += y;
    } while (before != z);
    return z;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double z = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = z;
      y *= 0.5;
      z -= (1 - x) * (1 - x) * y;
    } while (before != z);
    return z / 3;
  }
}
