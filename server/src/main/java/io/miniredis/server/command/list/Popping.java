package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.ListCursor;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

/** What LPOP, RPOP, LMPOP and BLMPOP have in common. */
final class Popping {
  private Popping() {}

  static void pop(Call call, ListEnd end) {
    if (call.argc() > 3) {
      throw CommandError.of(
          "ERR wrong number of arguments for '" + call.spec().fullName() + "' command");
    }
    if (call.argc() == 2) {
      popOne(call, end);
      return;
    }
    long count = call.longArg(2, 0, Long.MAX_VALUE, CommandError.MUST_BE_POSITIVE);
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      call.reply().nilArray();
    } else if (count == 0) {
      call.reply().array(0);
    } else {
      popMany(call, 1, list, end, count);
    }
  }

  private static void popOne(Call call, ListEnd end) {
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      call.reply().nil();
      return;
    }
    Slice element = list.peek(end, call.scratch());
    call.reply().bulk(element.array(), element.offset(), element.length());
    list.pop(end);
    call.changed(1, Ends.popped(end));
  }

  /**
   * Pops up to {@code count} elements of the first list that exists among the keys {@code [from,
   * to)}: its key, and an array of them. False, and nothing written, if none exists.
   */
  static boolean popFirst(Call call, int from, int to, ListEnd end, long count) {
    for (int i = from; i < to; i++) {
      ListValue list = call.find(i, ListValue.TYPE);
      if (list != null) {
        Slice key = call.arg(i);
        call.reply().array(2);
        call.reply().bulk(key.array(), key.offset(), key.length());
        popMany(call, i, list, end, count);
        return true;
      }
    }
    return false;
  }

  /** Pops up to {@code count} elements of the list under argument {@code key}: an array of them. */
  static void popMany(Call call, int key, ListValue list, ListEnd end, long count) {
    long n = Math.min(count, list.size());
    if (call.isServed()) {
      Undelivered.pushBack(call, key, end, copies(cursorFrom(list, end), (int) n));
    }
    Ranges.reply(call, cursorFrom(list, end), n);
    list.drop(end, n);
    call.changed(key, Ends.popped(end));
    Ends.tellPopped(call, key, end, n);
  }

  private static byte[][] copies(ListCursor cursor, int n) {
    byte[][] copies = new byte[n][];
    Slice element = new Slice();
    for (int i = 0; i < n; i++) {
      cursor.next(element);
      copies[i] = element.toBytes();
    }
    return copies;
  }

  private static ListCursor cursorFrom(ListValue list, ListEnd end) {
    return list.cursor(end == ListEnd.LEFT ? 0 : list.size() - 1, end.opposite());
  }
}
