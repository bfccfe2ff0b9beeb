package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;

/**
 * Adds members to a set, which is made if the key does not exist, and replies with how many are
 * new.
 */
final class SAdd implements Command {
  static final Spec SPEC =
      Spec.command("SADD", Group.SET)
          .summary("Adds members to a set.")
          .usage("key member [member ...]")
          .arity(-3)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, INSERT))
          .element(2)
          .since("1.0.0")
          .complexity("O(N) for N members")
          .build();

  static final Event EVENT = Event.set("sadd");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SetValue set = call.findOrCreate(1, SetValue.TYPE);
    int argc = call.argc();
    set.announce(call.arg(2), argc - 2);
    int added = 0;
    for (int i = 2; i < argc; i++) {
      if (set.add(call.arg(i))) {
        added++;
      }
    }
    if (added > 0) {
      call.changed(1, EVENT);
    }
    call.reply().integer(added);
  }
}
