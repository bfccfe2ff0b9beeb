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
 * Removes elements equal to a given one and replies with how many: the first {@code count}, the
 * last ones if that is negative, all if it is 0.
 *
 * <p>Checked in this order: count, type of the value.
 */
final class LRem implements Command {
  private static final Spec SPEC =
      Spec.command("LREM", Group.LIST)
          .usage("key count element")
          .arity(4)
          .keys(KeySpec.readWrite(1, KeySpec.Use.DELETE))
          .flags(Flag.WRITE)
          .summary("Removes equal elements from a list.")
          .since("1.0.0")
          .complexity("O(N) where N is the length of the list")
          .build();

  private static final Event LREM = Event.list("lrem");
  private static final CommandError COUNT_BOUNDS =
      CommandError.of(
          "ERR value is out of range, value must between -9223372036854775807 and"
              + " 9223372036854775807");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long count = call.longArg(2);
    if (count == Long.MIN_VALUE) {
      throw COUNT_BOUNDS;
    }
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      call.reply().integer(0);
      return;
    }
    ListEnd begin = count < 0 ? ListEnd.RIGHT : ListEnd.LEFT;
    long max = count == 0 ? Long.MAX_VALUE : Math.abs(count);
    long removed = list.remove(begin, call.arg(3), max);
    call.reply().integer(removed);
    if (removed > 0) {
      call.changed(1, LREM);
    }
  }
}
