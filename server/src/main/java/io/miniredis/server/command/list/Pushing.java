package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;

/** What LPUSH, RPUSH, LPUSHX and RPUSHX have in common. */
final class Pushing {
  private static final int FIRST_ELEMENT = 2;

  private Pushing() {}

  static void push(Call call, ListEnd end) {
    push(call, end, call.findOrCreate(1, ListValue.TYPE));
  }

  static void pushIfExists(Call call, ListEnd end) {
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      call.reply().integer(0);
      return;
    }
    push(call, end, list);
  }

  private static void push(Call call, ListEnd end, ListValue list) {
    int argc = call.argc();
    long bytes = 0;
    for (int i = FIRST_ELEMENT; i < argc; i++) {
      bytes += call.arg(i).length();
    }
    list.announce(bytes, argc - FIRST_ELEMENT);
    for (int i = FIRST_ELEMENT; i < argc; i++) {
      list.add(end, call.arg(i));
    }
    call.reply().integer(list.size());
    call.changed(1, Ends.pushed(end));
  }
}
