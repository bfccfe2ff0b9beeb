package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

/** What LMOVE and RPOPLPUSH have in common: source and destination are arguments 1 and 2. */
final class Moving {
  private Moving() {}

  static void move(Call call, ListEnd from, ListEnd to) {
    ListValue source = call.find(1, ListValue.TYPE);
    if (source == null) {
      call.reply().nil();
      return;
    }
    ListValue target = call.findOrCreate(2, ListValue.TYPE);
    Slice element = source.peek(from, call.scratch());
    call.reply().bulk(element.array(), element.offset(), element.length());
    source.move(from, target, to, element);
    call.changed(2, Ends.pushed(to));
    call.changed(1, Ends.popped(from));
  }
}
