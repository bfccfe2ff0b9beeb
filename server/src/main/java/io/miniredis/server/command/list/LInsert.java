package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;

/**
 * Inserts an element before or after the first one equal to a pivot, and replies with the length of
 * the list; -1 when there is no such element, 0 when the key is absent.
 *
 * <p>Checked in this order: BEFORE or AFTER, type of the value.
 */
final class LInsert implements Command {
  private static final Spec SPEC =
      Spec.command("LINSERT", Group.LIST)
          .usage("key <BEFORE | AFTER> pivot element")
          .arity(5)
          .keys(KeySpec.readWrite(1, KeySpec.Use.INSERT))
          .flags(Flag.WRITE, Flag.DENYOOM)
          .summary("Inserts an element beside another one of a list.")
          .since("2.2.0")
          .complexity("O(N) where N is the number of elements up to the pivot")
          .build();

  private static final Event LINSERT = Event.list("linsert");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ListEnd side = side(call);
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      call.reply().integer(0);
      return;
    }
    if (!list.insert(side, call.arg(3), call.arg(4))) {
      call.reply().integer(-1);
      return;
    }
    call.reply().integer(list.size());
    call.changed(1, LINSERT);
  }

  private static ListEnd side(Call call) {
    if (call.argIs(2, "AFTER")) {
      return ListEnd.RIGHT;
    }
    if (call.argIs(2, "BEFORE")) {
      return ListEnd.LEFT;
    }
    throw CommandError.SYNTAX;
  }
}
