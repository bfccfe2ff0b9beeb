package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;

/**
 * Moves a member from one set to another, and replies with 1; with 0 if it is not in the first. The
 * second is made if its key does not exist; it may be the first, and then nothing changes.
 *
 * <p>Checked in this order: that the source exists, its type, the destination's type, the member.
 */
final class SMove implements Command {
  static final Spec SPEC =
      Spec.command("SMOVE", Group.SET)
          .summary("Moves a member from one set to another.")
          .usage("source destination member")
          .arity(4)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, DELETE), readWrite(2, INSERT))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SetValue source = call.find(1, SetValue.TYPE);
    if (source == null) {
      call.reply().integer(0);
      return;
    }
    SetValue destination = call.find(2, SetValue.TYPE);
    Slice member = call.arg(3);
    if (source == destination) {
      call.reply().integer(source.contains(member) ? 1 : 0);
      return;
    }
    if (!source.remove(member)) {
      call.reply().integer(0);
      return;
    }
    call.changed(1, SRem.EVENT);
    if (destination == null) {
      destination = call.findOrCreate(2, SetValue.TYPE);
      destination.announce(member, 1);
    }
    if (destination.add(member)) {
      call.changed(2, SAdd.EVENT);
    }
    call.reply().integer(1);
  }
}
