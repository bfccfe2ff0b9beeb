package io.miniredis.server.command.sortedset;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;

/** What ZPOPMIN, ZPOPMAX, ZMPOP and their blocking forms share. */
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

  /**
   * Runs BZPOPMIN or BZPOPMAX: keys, and a timeout in seconds behind them. The reply is key, member
   * and score of the first set that exists.
   *
   * <p>Checked in this order: the timeout, then key by key the type of its value.
   */
  static void popOrWait(Call call, boolean fromMax) {
    int keys = call.argc() - 2;
    long timeout = Timeout.secondsArg(call, keys + 1);
    for (int i = 1; i <= keys; i++) {
      SortedSetValue set = call.find(i, SortedSetValue.TYPE);
      if (set != null) {
        SortedSetCursor c = select(set, fromMax, 1);
        c.next();
        call.reply().array(3);
        Elements.writeKey(call, i);
        Elements.writeOne(call.reply(), c, true);
        remove(call, i, set, fromMax, 1);
        return;
      }
    }
    call.waitFor(1, keys, SortedSetValue.TYPE, timeout, OnTimeout.NIL_ARRAY);
  }

  /**
   * Whether an argument, MIN or MAX, is the latter.
   *
   * @throws CommandError {@link CommandError#SYNTAX}
   */
  static boolean isMax(Call call, int arg) {
    boolean max = call.argIs(arg, "MAX");
    if (!max && !call.argIs(arg, "MIN")) {
      throw CommandError.SYNTAX;
    }
    return max;
  }

  /**
   * Pops up to {@code count} elements of the first set that exists among the keys {@code [from,
   * to)}: its key, and an array of pairs. False, and nothing written, if none exists.
   */
  static boolean popFirst(Call call, int from, int to, boolean fromMax, long count) {
    for (int i = from; i < to; i++) {
      SortedSetValue set = call.find(i, SortedSetValue.TYPE);
      if (set != null) {
        call.reply().array(2);
        Elements.writeKey(call, i);
        popPairs(call, i, set, fromMax, count);
        return true;
      }
    }
    return false;
  }

  /** Pops up to {@code count} elements of the set under argument {@code key}: an array of pairs. */
  private static void popPairs(
      Call call, int key, SortedSetValue set, boolean fromMax, long count) {
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
    if (call.isServed()) {
      Undelivered.addBack(call, key, select(set, fromMax, count));
    }
    set.removeRanks(fromMax ? size - n : 0, fromMax ? size : n);
    call.changed(key, fromMax ? MAX : MIN);
    if (call.isFollowed()) {
      call.effect(fromMax ? "ZPOPMAX" : "ZPOPMIN").add(call.arg(key)).add(n).end();
    }
  }
}
