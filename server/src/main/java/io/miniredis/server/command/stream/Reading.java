package io.miniredis.server.command.stream;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.KeySpec;
import java.util.Locale;

/**
 * The options of XREAD and XREADGROUP up to the keys and ids. Both are forms of one command: what
 * belongs to the other form is told so.
 */
final class Reading {
  /** What may stand before STREAMS: a group or a consumer may have that name too. */
  static final KeySpec.Option[] OPTIONS = {
    new KeySpec.Option("BLOCK", 1),
    new KeySpec.Option("CLAIM", 1),
    new KeySpec.Option("COUNT", 1),
    new KeySpec.Option("GROUP", 2),
    new KeySpec.Option("NOACK", 0)
  };

  private static final CommandError IDLE =
      CommandError.of("ERR min-idle-time is not an integer or out of range");
  private static final CommandError NEGATIVE_IDLE =
      CommandError.of("ERR min-idle-time must be a positive integer");

  /** How long to wait for entries, in milliseconds: 0 is for ever, -1 not at all. */
  long block = -1;

  /** How many entries of a stream at most; 0 is no limit. */
  long count;

  boolean noAck;

  /** Pending for so many milliseconds, an entry is to be claimed; -1: none is. */
  long claim = -1;

  /** The argument that names the group, the consumer behind it; 0 if there is none. */
  int group;

  /** The argument that is the first key; the ids stand {@link #streams} behind. */
  final int firstKey;

  final int streams;

  Reading(Call call, boolean grouped) {
    int at = 1;
    int first = 0;
    while (first == 0 && at < call.argc()) {
      if (call.argIs(at, "STREAMS") && at + 1 < call.argc()) {
        first = at + 1;
      } else {
        at = option(call, at, call.argc() - at - 1, grouped);
      }
    }
    firstKey = first;
    streams = (call.argc() - first) / 2;
    if (first == 0) {
      throw CommandError.SYNTAX;
    }
    if ((call.argc() - first) % 2 != 0) {
      throw unbalanced(call, grouped);
    }
    if (grouped && group == 0) {
      throw CommandError.of("ERR Missing GROUP option for XREADGROUP");
    }
  }

  private int option(Call call, int at, int more, boolean grouped) {
    if (more > 0 && call.argIs(at, "BLOCK")) {
      block = Timeout.millisArg(call, at + 1);
      return at + 2;
    }
    if (more > 0 && call.argIs(at, "COUNT")) {
      count = Math.max(0, call.longArg(at + 1));
      return at + 2;
    }
    if (more > 1 && call.argIs(at, "GROUP")) {
      requireGrouped(grouped, "GROUP");
      group = at + 1;
      return at + 3;
    }
    if (more > 0 && call.argIs(at, "CLAIM")) {
      requireGrouped(grouped, "CLAIM");
      claim = call.longArg(at + 1, IDLE);
      if (claim < 0) {
        throw NEGATIVE_IDLE;
      }
      return at + 2;
    }
    if (call.argIs(at, "NOACK")) {
      requireGrouped(grouped, "NOACK");
      noAck = true;
      return at + 1;
    }
    throw CommandError.SYNTAX;
  }

  private static void requireGrouped(boolean grouped, String option) {
    if (!grouped) {
      throw CommandError.of(
          "ERR The "
              + option
              + " option is only supported by XREADGROUP. You called XREAD instead.");
    }
  }

  private static CommandError unbalanced(Call call, boolean grouped) {
    return CommandError.of(
        "ERR Unbalanced '"
            + call.spec().name().toLowerCase(Locale.ROOT)
            + "' list of streams: for each stream key an ID"
            + (grouped ? "" : ", '+',")
            + " or '"
            + (grouped ? '>' : '$')
            + "' must be specified.");
  }
}
