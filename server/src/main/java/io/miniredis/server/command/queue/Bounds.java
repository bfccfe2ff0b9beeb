package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;

/** Bounds and ids among the arguments, within their bounds. */
final class Bounds {
  /** A hundred years, in milliseconds. */
  static final long LONGEST = 3_155_760_000_000L;

  private static final long LATEST = 1L << 53;
  private static final int LONGEST_ID = 512;

  private Bounds() {}

  /**
   * A duration.
   *
   * @param least the shortest that is allowed
   * @return milliseconds
   * @throws CommandError if it is no integer, or beyond the bounds
   */
  static long millis(Call call, int arg, long least) {
    return within(call, arg, least, LONGEST);
  }

  /** A time in milliseconds since the epoch; 0 stands for none. */
  static long time(Call call, int arg) {
    return within(call, arg, 0, LATEST);
  }

  static long within(Call call, int arg, long least, long most) {
    long n = call.longArg(arg);
    if (n < least || n > most) {
      throw CommandError.OUT_OF_RANGE;
    }
    return n;
  }

  static Slice id(Call call, int arg) {
    Slice id = call.arg(arg);
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw QueueErrors.ID_LENGTH;
    }
    return id;
  }
}
