package io.miniredis.server.engine;

/**
 * The time of values that have something to be done: milliseconds of the clock that never goes
 * back, counted so that they are those since the epoch when the server starts. So a tick can be
 * written to a file and means the same in the process that reads it.
 */
public final class Ticks {
  private static final long NANOS_A_TICK = 1_000_000;
  private static final long FARTHEST = Long.MAX_VALUE / 4 / NANOS_A_TICK;

  private final Clock clock;
  private final long base;

  Ticks(Clock clock) {
    this.clock = clock;
    this.base = clock.millis() - Math.floorDiv(clock.nanos(), NANOS_A_TICK);
  }

  /** The tick of now: what has begun of the next is not counted. */
  public long now() {
    return base + Math.floorDiv(clock.nanos(), NANOS_A_TICK);
  }

  /** The tick by which so many milliseconds will have passed. */
  public long after(long millis) {
    return base + Math.ceilDiv(clock.nanos(), NANOS_A_TICK) + millis;
  }

  /** The clock's nanoseconds when a tick begins; very far ones are brought nearer. */
  long nanos(long tick) {
    return Math.clamp(tick - base, -FARTHEST, FARTHEST) * NANOS_A_TICK;
  }
}
