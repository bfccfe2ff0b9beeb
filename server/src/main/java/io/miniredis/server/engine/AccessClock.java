package io.miniredis.server.engine;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads and writes the access bits of records: when a key was last used, or, while an LFU
 * maxmemory-policy is in force, how often. One for each event loop.
 *
 * <p>Recency is the second since the epoch. Frequency is Redis's: 16 bits of the minute of the last
 * use, and a counter of 8 bits that grows the more seldom the larger it is and falls with time, so
 * that 255 stands for about a million uses. Bits of the other kind, which are told by their size,
 * count as those of a new key; so a change of policy takes effect as keys are used.
 */
final class AccessClock {
  private static final int NEW_COUNTER = 5;
  private static final int MAX_COUNTER = 255;
  private static final int MINUTES = 0xFFFF;
  private static final int FIRST_SECOND = 1 << 24; // frequencies are below

  private final Config config;
  private boolean frequencies;
  private int logFactor;
  private int decayMinutes;
  private int second;
  private int minute;

  AccessClock(Config config) {
    this.config = config;
  }

  /** Reads the settings; to be called now and then. */
  void configure() {
    frequencies = config.get(Settings.MAXMEMORY_POLICY).leastFrequent();
    if (frequencies) {
      logFactor = config.integer(Settings.LFU_LOG_FACTOR);
      decayMinutes = config.integer(Settings.LFU_DECAY_TIME);
    }
  }

  /** Sets the time, in milliseconds since the epoch. */
  void set(long millis) {
    second = (int) (millis / 1000);
    minute = (int) (millis / 60_000) & MINUTES;
  }

  /** Whether bits say how often, not when. */
  boolean frequencies() {
    return frequencies;
  }

  /** The bits of a new key. */
  int fresh() {
    return frequencies ? minute << 8 | NEW_COUNTER : second;
  }

  /** The bits of a key that is used now, from those it had. */
  int used(int bits) {
    return frequencies ? minute << 8 | grown(frequency(bits)) : second;
  }

  /** The bits of a key that was last used so long ago, or so often; negative: not told. */
  int told(long idleSeconds, int frequency) {
    if (frequencies) {
      return minute << 8 | (frequency < 0 ? NEW_COUNTER : frequency);
    }
    return idleSeconds <= 0 ? second : (int) Math.max(FIRST_SECOND, second - idleSeconds);
  }

  /** Seconds since the last use. */
  long idleSeconds(int bits) {
    return isFrequency(bits)
        ? 0
        : Math.max(0, Integer.toUnsignedLong(second) - Integer.toUnsignedLong(bits));
  }

  /** The counter of uses, 0 to 255, as it has fallen until now. */
  int frequency(int bits) {
    if (!isFrequency(bits)) {
      return NEW_COUNTER;
    }
    int counter = bits & MAX_COUNTER;
    if (decayMinutes == 0) {
      return counter;
    }
    int passed = (minute - (bits >>> 8)) & MINUTES;
    return Math.max(0, counter - passed / decayMinutes);
  }

  private int grown(int counter) {
    if (counter == MAX_COUNTER) {
      return counter;
    }
    double above = Math.max(0, counter - NEW_COUNTER);
    boolean grows = ThreadLocalRandom.current().nextDouble() * (above * logFactor + 1) < 1;
    return grows ? counter + 1 : counter;
  }

  private static boolean isFrequency(int bits) {
    return Integer.compareUnsigned(bits, FIRST_SECOND) < 0;
  }
}
