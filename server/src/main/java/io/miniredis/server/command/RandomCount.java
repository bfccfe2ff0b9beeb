package io.miniredis.server.command;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;

/**
 * The count of HRANDFIELD, SRANDMEMBER and ZRANDMEMBER: a negative one asks for so many that may
 * repeat.
 */
public final class RandomCount {
  private static final CommandError RANGE =
      CommandError.of(
          "ERR value is out of range, value must between "
              + -Long.MAX_VALUE
              + " and "
              + Long.MAX_VALUE);
  private static final CommandError REPLY_TOO_LARGE =
      CommandError.of("ERR the reply would be too large");
  private static final long MAX_REPLY_BYTES =
      Math.min(1L << 29, Runtime.getRuntime().maxMemory() / 4);
  private static final int SHORTEST_BULK = 6;

  private RandomCount() {}

  /**
   * The count at an argument.
   *
   * @throws CommandError if it is no number, or the one whose opposite is none
   */
  public static long parse(Call call, int arg) {
    return call.longArg(arg) == Long.MIN_VALUE
        ? call.longArg(arg, -Long.MAX_VALUE, Long.MAX_VALUE, RANGE)
        : call.longArg(arg);
  }

  /**
   * Refuses a count of elements that repeat whose reply cannot but be too large.
   *
   * @throws CommandError if it is
   */
  public static void checkRepeated(long count) {
    if (count > MAX_REPLY_BYTES / SHORTEST_BULK) {
      throw REPLY_TOO_LARGE;
    }
  }

  /**
   * Stops a reply of elements that repeat before it takes the host's memory: a short request can
   * ask for any size.
   *
   * @throws CommandError if the reply has grown too large
   */
  public static void checkReply(Call call) {
    if (call.reply().size() > MAX_REPLY_BYTES) {
      throw REPLY_TOO_LARGE;
    }
  }
}
