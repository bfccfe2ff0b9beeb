package io.miniredis.server.command.list;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListValue;

/**
 * Replaces the element at an index, from 0 or, if negative, from the end.
 *
 * <p>Checked in this order: that the key exists, type of the value, that the index is a number,
 * that the list has it.
 */
final class LSet implements Command {
  private static final Spec SPEC =
      Spec.command("LSET", Group.LIST)
          .usage("key index element")
          .arity(4)
          .keys(KeySpec.readWrite(1, KeySpec.Use.UPDATE))
          .flags(Flag.WRITE, Flag.DENYOOM)
          .summary("Replaces the element at an index of a list.")
          .since("1.0.0")
          .complexity("O(N) where N is the distance to the nearer end, in nodes of elements")
          .build();

  private static final Event LSET = Event.list("lset");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      throw CommandError.NO_SUCH_KEY;
    }
    long index = Ranges.index(call.longArg(2), list.size());
    list.announce(call.arg(3).length(), 1); // a list that is full changes its form in any case
    if (index < 0 || index >= list.size()) {
      throw CommandError.INDEX_OUT_OF_RANGE;
    }
    list.set(index, call.arg(3));
    call.reply().simple(Replies.OK);
    call.changed(1, LSET);
  }
}
