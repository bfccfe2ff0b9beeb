package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;

/** Removes members, with the last of them the key, and replies with how many there were. */
final class SRem implements Command {
  static final Spec SPEC =
      Spec.command("SREM", Group.SET)
          .summary("Removes members of a set.")
          .usage("key member [member ...]")
          .arity(-3)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, DELETE))
          .element(2)
          .since("1.0.0")
          .complexity("O(N) for N members")
          .build();

  static final Event EVENT = Event.set("srem");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SetValue set = call.find(1, SetValue.TYPE);
    int removed = 0;
    if (set != null) {
      for (int i = 2; i < call.argc(); i++) {
        if (set.remove(call.arg(i))) {
          removed++;
        }
      }
    }
    if (removed > 0) {
      call.changed(1, EVENT);
    }
    call.reply().integer(removed);
  }
}
