package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;

/**
 * Moves the last element of one list to the head of another and replies with it; nil when the
 * source is absent. LMOVE with RIGHT LEFT.
 *
 * <p>Checked in this order: type of the source, that it exists (else nil), type of the destination.
 */
final class RPopLPush implements Command {
  private static final Spec SPEC =
      Spec.command("RPOPLPUSH", Group.LIST)
          .usage("source destination")
          .arity(3)
          .keys(
              KeySpec.readWrite(1, KeySpec.Use.ACCESS, KeySpec.Use.DELETE),
              KeySpec.readWrite(2, KeySpec.Use.INSERT))
          .flags(Flag.WRITE, Flag.DENYOOM)
          .summary("Moves the last element of a list to the head of another and gives it.")
          .since("1.2.0")
          .complexity("O(1)")
          .deprecated("6.2.0", "LMOVE with RIGHT and LEFT")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Moving.move(call, ListEnd.RIGHT, ListEnd.LEFT);
  }
}
