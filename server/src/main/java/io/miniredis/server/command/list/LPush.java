package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListEnd;

/**
 * Adds elements, one after the other, at the head of a list, which is made if absent, and replies
 * with its length.
 *
 * <p>Checked: the type of the value.
 */
final class LPush implements Command {
  private static final Spec SPEC =
      Spec.command("LPUSH", Group.LIST)
          .usage("key element [element ...]")
          .arity(-3)
          .keys(KeySpec.readWrite(1, KeySpec.Use.INSERT))
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .summary("Adds elements at the head of a list, making it if need be.")
          .since("1.0.0")
          .complexity("O(1) for each element added")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Pushing.push(call, ListEnd.LEFT);
  }
}
