package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;

/**
 * Pops an element from one list, pushes it to another, and replies with it; nil when the source is
 * absent.
 *
 * <p>Checked in this order, before anything changes: both ends, type of the source, that it exists
 * (else nil), type of the destination. Source and destination may be one list: it rotates, or stays
 * as it was.
 */
final class LMove implements Command {
  private static final Spec SPEC =
      Spec.command("LMOVE", Group.LIST)
          .usage("source destination <LEFT | RIGHT> <LEFT | RIGHT>")
          .arity(5)
          .keys(
              KeySpec.readWrite(1, KeySpec.Use.ACCESS, KeySpec.Use.DELETE),
              KeySpec.readWrite(2, KeySpec.Use.INSERT))
          .flags(Flag.WRITE, Flag.DENYOOM)
          .summary("Moves an element from one list to another and gives it.")
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
    Moving.move(call, from, to);
  }
}
