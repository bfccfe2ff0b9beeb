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
 * Moves an element from one list to another and replies with it; waits while the source is absent.
 * A nil array when the timeout, in seconds, has passed (nil in a transaction); 0 is for ever.
 *
 * <p>Checked in this order, before anything changes: both ends, the timeout, type of the source,
 * that it exists (else it waits), type of the destination.
 */
final class BLMove implements Command {
  private static final Spec SPEC =
      Spec.command("BLMOVE", Group.LIST)
          .usage("source destination <LEFT | RIGHT> <LEFT | RIGHT> timeout")
          .arity(6)
          .keys(
              KeySpec.readWrite(1, KeySpec.Use.ACCESS, KeySpec.Use.DELETE),
              KeySpec.readWrite(2, KeySpec.Use.INSERT))
          .flags(Flag.BLOCKING, Flag.DENYOOM, Flag.WRITE)
          .summary("Moves an element from one list to another and gives it; waits for one.")
          .since("6.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ListEnd from = Ends.parse(call, 3);
    ListEnd to = Ends.parse(call, 4);
    Moving.moveOrWait(call, from, to, Timeout.secondsArg(call, 5));
  }
}
