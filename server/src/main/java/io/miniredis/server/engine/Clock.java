package io.miniredis.server.engine;

/** The one source of time of a server: injected, so that tests advance it by hand. */
public interface Clock {
  /** Milliseconds since the epoch. */
  long millis();

  /** Microseconds since the epoch, as exactly as the clock knows them. */
  default long micros() {
    return millis() * 1000;
  }

  /** Nanoseconds of a clock that never goes back, from an arbitrary origin. */
  long nanos();

  /** The clock of the operating system. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }

  /** The operating system's clock. */
  enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public long millis() {
      return System.currentTimeMillis();
    }

    @Override
    public long micros() {
      java.time.Instant now = java.time.Instant.now();
      return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }
  }
}
