package io.miniredis.server.command.list;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListValue;

/**
 * Keeps the elements from one index to another, both included, and removes the others; negative
 * indexes count from the end. Always OK.
 *
 * <p>Checked in this order: start, stop, type of the value.
 */
final class LTrim implements Command {
  private static final Spec SPEC =
      Spec.command("LTRIM", Group.LIST)
          .usage("key start stop")
          .arity(4)
          .keys(KeySpec.readWrite(1, KeySpec.Use.DELETE))
          .flags(Flag.WRITE)
          .summary("Removes the elements outside a range of a list.")
          .since("1.0.0")
          .complexity("O(N) where N is the number of elements removed")
          .build();

  private static final Event LTRIM = Event.list("ltrim");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long start = call.longArg(2);
    long stop = call.longArg(3);
    ListValue list = call.find(1, ListValue.TYPE);
    call.reply().simple(Replies.OK);
    if (list != null) {
      long size = list.size();
      list.trim(Math.max(0, Ranges.index(start, size)), Ranges.index(stop, size));
      call.changed(1, LTRIM);
    }
  }
}
