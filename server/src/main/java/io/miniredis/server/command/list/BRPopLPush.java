package io.miniredis.server.command.list;

import io.miniredis.server.command.Timeout;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;

/**
 * Moves the last element of one list to the head of another and replies with it; waits while the
 * source is absent. BLMOVE with RIGHT LEFT.
 *
 * <p>Checked in this order: the timeout, type of the source, that it exists (else it waits), type
 * of the destination.
 */
final class BRPopLPush implements Command {
  private static final Spec SPEC =
      Spec.command("BRPOPLPUSH", Group.LIST)
          .usage("source destination timeout")
          .arity(4)
          .keys(
              KeySpec.readWrite(1, KeySpec.Use.ACCESS, KeySpec.Use.DELETE),
              KeySpec.readWrite(2, KeySpec.Use.INSERT))
          .flags(Flag.BLOCKING, Flag.DENYOOM, Flag.WRITE)
          .summary("Moves the tail of a list to the head of another and gives it; waits for one.")
          .since("2.2.0")
          .complexity("O(1)")
          .deprecated("6.2.0", "BLMOVE with RIGHT and LEFT")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Moving.moveOrWait(call, ListEnd.RIGHT, ListEnd.LEFT, Timeout.secondsArg(call, 3));
  }
}
