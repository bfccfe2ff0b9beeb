package io.miniredis.server.metrics;

/**
 * How fast a counter goes up: the mean of its last {@value #SAMPLES} samples. One thread samples,
 * any thread may ask.
 */
public final class Rate {
  private static final int SAMPLES = 16;
  private static final double MILLIS_A_SECOND = 1000;

  private final double[] samples = new double[SAMPLES];
  private int next;
  private long lastTotal;
  private long lastMillis = -1;
  private volatile double mean;

  /**
   * Takes a sample.
   *
   * @param total what the counter shows; less than the last time if it was set back
   */
  public void sample(long total, long nowMillis) {
    long passed = nowMillis - lastMillis;
    if (lastMillis >= 0 && passed > 0) {
      samples[next] = Math.max(0, total - lastTotal) * MILLIS_A_SECOND / passed;
      next = (next + 1) % SAMPLES;
      double sum = 0;
      for (double sample : samples) {
        sum += sample;
      }
      mean = sum / SAMPLES;
    }
    lastTotal = total;
    lastMillis = nowMillis;
  }

  /** Steps a second. */
  public double perSecond() {
    return mean;
  }
}
