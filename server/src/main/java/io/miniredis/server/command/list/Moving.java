package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

/**
 * What LMOVE, RPOPLPUSH and their blocking forms have in common: source and destination are
 * arguments 1 and 2.
 */
final class Moving {
  private Moving() {}

  /** Moves an element and replies with it, or with nil. */
  static void move(Call call, ListEnd from, ListEnd to) {
    if (!moved(call, from, to)) {
      call.reply().nil();
    }
  }

  /**
   * Moves an element and replies with it, or waits for one. What was moved for a client that is
   * gone when it is to be told stays where it was moved to.
   */
  static void moveOrWait(Call call, ListEnd from, ListEnd to, long timeoutMillis) {
    if (moved(call, from, to)) {
      return;
    }
    if (call.isNested()) {
      call.reply().nil(); // where the end of a wait is a nil array
    } else {
      call.waitFor(1, 1, ListValue.TYPE, timeoutMillis, OnTimeout.NIL_ARRAY);
    }
  }

  private static boolean moved(Call call, ListEnd from, ListEnd to) {
    ListValue source = call.find(1, ListValue.TYPE);
    if (source == null) {
      return false;
    }
    ListValue target = call.findOrCreate(2, ListValue.TYPE);
    Slice element = source.peek(from, call.scratch());
    call.reply().bulk(element.array(), element.offset(), element.length());
    source.move(from, target, to, element);
    call.changed(2, Ends.pushed(to));
    call.changed(1, Ends.popped(from));
    if (call.isFollowed()) {
      call.effect("LMOVE").add(call.arg(1)).add(call.arg(2)).add(from.name()).add(to.name()).end();
    }
    return true;
  }
}
