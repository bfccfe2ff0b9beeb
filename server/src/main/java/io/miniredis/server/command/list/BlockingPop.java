package io.miniredis.server.command.list;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.OnTimeout;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

/** What BLPOP and BRPOP have in common: keys, and a timeout in seconds behind them. */
final class BlockingPop {
  private BlockingPop() {}

  static void pop(Call call, ListEnd end) {
    int keys = call.argc() - 2;
    long timeout = Timeout.secondsArg(call, keys + 1);
    for (int i = 1; i <= keys; i++) {
      ListValue list = call.find(i, ListValue.TYPE);
      if (list != null) {
        pop(call, i, list, end);
        return;
      }
    }
    call.waitFor(1, keys, ListValue.TYPE, timeout, OnTimeout.NIL_ARRAY);
  }

  private static void pop(Call call, int key, ListValue list, ListEnd end) {
    Slice element = list.peek(end, call.scratch());
    if (call.isServed()) {
      Undelivered.pushBack(call, key, end, element.toBytes());
    }
    Slice name = call.arg(key);
    call.reply().array(2);
    call.reply().bulk(name.array(), name.offset(), name.length());
    call.reply().bulk(element.array(), element.offset(), element.length());
    list.pop(end);
    call.changed(key, Ends.popped(end));
    Ends.tellPopped(call, key, end, 1);
  }
}
