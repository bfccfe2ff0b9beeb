package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetSieve;
import io.miniredis.server.value.SetValue;

/**
 * Stores the members of the first set that none of the others has, replacing whatever the
 * destination held, and replies with their number. If there is none the destination is removed.
 *
 * <p>Checked first: the types of all keys but the destination's.
 */
final class SDiffStore implements Command {
  static final Spec SPEC =
      Spec.command("SDIFFSTORE", Group.SET)
          .summary("Takes the members of sets out of another and stores the result.")
          .usage("destination key [key ...]")
          .arity(-3)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(overwrite(1, UPDATE), readOnly(2, ACCESS).range(-1, 1, 0))
          .since("1.0.0")
          .complexity("O(N*M) for N members of the first of M sets")
          .build();

  private static final Event EVENT = Event.set("sdiffstore");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    SetSieve members = Sieves.difference(call, Inputs.find(call, 2));
    SetValue result = new SetValue(call.engine().limits());
    while (members != null && members.next()) {
      result.add(members.member());
    }
    Storing.store(call, result, EVENT);
  }
}
