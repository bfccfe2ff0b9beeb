package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SortedSetValue;

/** Removes members and replies with how many there were. */
final class ZRem implements Command {
  static final Spec SPEC =
      Spec.command("ZREM", Group.SORTED_SET)
          .summary("Removes members.")
          .usage("key member [member ...]")
          .arity(-3)
          .flags(Flag.WRITE, Flag.FAST)
          .keys(readWrite(1, DELETE))
          .element(2)
          .since("1.2.0")
          .complexity("O(M*log(N)) for M members and N elements")
          .build();

  private static final Event EVENT = Event.sortedSet("zrem");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    int removed = 0;
    if (set != null) {
      for (int i = 2; i < call.argc(); i++) {
        if (set.remove(call.arg(i))) {
          removed++;
        }
      }
      if (removed > 0) {
        call.changed(1, EVENT);
      }
    }
    call.reply().integer(removed);
  }
}
