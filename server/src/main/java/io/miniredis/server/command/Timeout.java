package io.miniredis.server.command;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.LongDouble;

/** Timeouts: of blocking commands, and of pauses. */
public final class Timeout {
  private static final CommandError NOT_A_NUMBER =
      CommandError.of("ERR timeout is not a float or out of range");
  private static final CommandError NOT_AN_INTEGER =
      CommandError.of("ERR timeout is not an integer or out of range");
  private static final CommandError NEGATIVE = CommandError.of("ERR timeout is negative");
  private static final CommandError OUT_OF_RANGE = CommandError.of("ERR timeout is out of range");
  private static final int MILLIS_A_SECOND = 1000;

  private Timeout() {}

  /**
   * A timeout in seconds, with a fraction or without.
   *
   * @return milliseconds, rounded up; 0 is for ever
   * @throws CommandError if it is no number, negative, or beyond what a time can be
   */
  public static long secondsArg(Call call, int arg) {
    LongDouble seconds = LongDouble.parse(call.arg(arg));
    if (seconds == null) {
      throw NOT_A_NUMBER;
    }
    double millis = Math.ceil(seconds.doubleValue() * MILLIS_A_SECOND);
    if (millis > Long.MAX_VALUE) {
      throw OUT_OF_RANGE;
    }
    if (millis < 0) {
      throw NEGATIVE;
    }
    if ((long) millis > Long.MAX_VALUE - call.now()) {
      throw OUT_OF_RANGE;
    }
    return (long) millis;
  }

  /**
   * A timeout in whole milliseconds.
   *
   * @return 0 is for ever
   * @throws CommandError if it is no number, negative, or beyond what a time can be
   */
  public static long millisArg(Call call, int arg) {
    long millis = call.longArg(arg, NOT_AN_INTEGER);
    if (millis < 0) {
      throw NEGATIVE;
    }
    if (millis > Long.MAX_VALUE - call.now()) {
      throw OUT_OF_RANGE;
    }
    return millis;
  }
}
