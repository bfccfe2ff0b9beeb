package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;

/**
 * Replies with an array of the elements from one index to another, both included; negative ones
 * count from the end. Empty when the key is absent or nothing lies between.
 *
 * <p>Checked in this order: start, stop, type of the value.
 */
final class LRange implements Command {
  private static final Spec SPEC =
      Spec.command("LRANGE", Group.LIST)
          .usage("key start stop")
          .arity(4)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY)
          .summary("Gives a range of elements of a list.")
          .since("1.0.0")
          .complexity("O(S+N) where S is the way to the start and N the number of elements given")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long start = call.longArg(2);
    long stop = call.longArg(3);
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      call.reply().array(0);
      return;
    }
    long size = list.size();
    long first = Math.max(0, Ranges.index(start, size));
    long last = Math.min(size - 1, Ranges.index(stop, size));
    if (first > last) {
      call.reply().array(0);
      return;
    }
    Ranges.reply(call, list.cursor(first, ListEnd.RIGHT), last - first + 1);
  }
}
