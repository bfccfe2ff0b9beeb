package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;

/** What XRANGE and XREVRANGE have in common. */
final class EntryRange {
  private static final int OPTIONS = 4;

  private EntryRange() {}

  static void reply(Call call, int startArg, int endArg, boolean reverse) {
    StreamId start = Ids.rangeStart(call, startArg);
    StreamId end = Ids.rangeEnd(call, endArg);
    long count = count(call);
    StreamValue stream = call.find(1, StreamValue.TYPE);
    if (stream == null) {
      call.reply().array(0);
    } else if (count == 0) {
      call.reply().nilArray();
    } else {
      new EntryReply(call).entries(stream.cursor(start, end, reverse), Math.max(0, count));
    }
  }

  /** How many entries at most; -1 is no limit. */
  private static long count(Call call) {
    long count = -1;
    for (int i = OPTIONS; i < call.argc(); i += 2) {
      if (!call.argIs(i, "COUNT") || i + 1 == call.argc()) {
        throw CommandError.SYNTAX;
      }
      count = Math.max(0, call.longArg(i + 1));
    }
    return count;
  }
}
