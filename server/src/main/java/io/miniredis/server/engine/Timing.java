package io.miniredis.server.engine;

import org.jspecify.annotations.Nullable;

/**
 * Times the commands of one event loop. Each begins when the one before it ends, so that the clock
 * is read once a command.
 *
 * <p>To read it takes about as long as a light command runs. So where a pipeline repeats a light
 * command, up to {@value #MOST} of them are timed together, and count with an equal share each.
 * Light is what is {@link Flag#FAST}, asks and answers little, and so runs less than a microsecond
 * or two. When it took long all the same, the process stood still, and the last of them is told of.
 * While what takes less than a millisecond is to be told of, each is timed by itself.
 */
final class Timing {
  private static final int MOST = 8;
  private static final int LIGHT_BYTES = 1024;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Clock clock;
  private final Observing observing;
  private long nanos; // until then all is counted, but for what is put off
  private CommandTable.@Nullable Row row; // of what is put off
  private int putOff;

  Timing(Clock clock, Observing observing) {
    this.clock = clock;
    this.observing = observing;
  }

  /** When the last command ended, or what was put off began. */
  long nanos() {
    return nanos;
  }

  /** Takes the time of now for the beginning of the next command. */
  long restart() {
    nanos = clock.nanos();
    return nanos;
  }

  /**
   * Puts off the counting of a command that has run until it has run again.
   *
   * @param again whether the next one is the same, as far as is known
   * @param bytes of its arguments and its reply
   */
  boolean putsOff(CommandTable.Row ran, boolean again, long bytes) {
    if (!again
        || bytes > LIGHT_BYTES
        || putOff == MOST - 1
        || !ran.spec().is(Flag.FAST)
        || observing.isLong(NANOS_A_MILLI - 1)) {
      return false;
    }
    row = ran;
    putOff++;
    return true;
  }

  /**
   * Counts a command that has just run, and those like it that were put off.
   *
   * @return nanoseconds that it took, with those
   */
  long count(CommandTable.Row ran, CommandStats stats, boolean latency) {
    return count(ran, putOff + 1, stats, latency);
  }

  /** Counts what was put off, unless it goes on with a command of this row. */
  void settle(CommandTable.@Nullable Row next, CommandStats stats, boolean latency) {
    CommandTable.Row r = row;
    if (putOff > 0 && r != null && r != next) {
      count(r, putOff, stats, latency);
    }
  }

  private long count(CommandTable.Row ran, int times, CommandStats stats, boolean latency) {
    long end = clock.nanos();
    long took = end - nanos;
    nanos = end;
    putOff = 0;
    stats.ran(ran.id(), times, took, latency);
    return took;
  }
}
