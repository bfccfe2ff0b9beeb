package io.miniredis.server.command.sortedset;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;

/** What ZPOPMIN, ZPOPMAX and ZMPOP share. */
final class Popping {
  private static final Event MIN = Event.sortedSet("zpopmin");
  private static final Event MAX = Event.sortedSet("zpopmax");

  private Popping() {}

  /**
   * Runs ZPOPMIN or ZPOPMAX. Without a count the reply is one member and its score, flat under
   * RESP3 too.
   *
   * <p>Checked in this order: number of arguments, the count, type.
   */
  static void pop(Call call, boolean fromMax) {
    if (call.argc() > 3) {
      throw CommandError.SYNTAX;
    }
    boolean counted = call.argc() == 3;
    long count = counted ? call.longArg(2, 0, Long.MAX_VALUE, CommandError.MUST_BE_POSITIVE) : 1;
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    if (set == null || count == 0) {
      call.reply().array(0);
    } else if (counted && call.reply().protocol() == 3) {
      popPairs(call, 1, set, fromMax, count);
    } else {
      ReplyWriter reply = call.reply();
      SortedSetCursor c = select(set, fromMax, count);
      reply.array(2L * c.remaining());
      while (c.next()) {
        Elements.writeOne(reply, c, true);
      }
      remove(call, 1, set, fromMax, count);
    }
  }

  /** Pops up to {@code count} elements of the set under argument {@code key}: an array of pairs. */
  static void popPairs(Call call, int key, SortedSetValue set, boolean fromMax, long count) {
    Elements.writePairs(call.reply(), select(set, fromMax, count));
    remove(call, key, set, fromMax, count);
  }

  private static SortedSetCursor select(SortedSetValue set, boolean fromMax, long count) {
    SortedSetCursor c = set.ranks(0, set.size(), fromMax);
    c.limit(0, count);
    return c;
  }

  private static void remove(Call call, int key, SortedSetValue set, boolean fromMax, long count) {
    int size = set.size();
    int n = (int) Math.min(count, size);
    set.removeRanks(fromMax ? size - n : 0, fromMax ? size : n);
    call.changed(key, fromMax ? MAX : MIN);
  }
}
