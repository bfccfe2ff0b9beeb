package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListValue;

/**
 * Replies with the number of elements of a list; 0 when the key is absent.
 *
 * <p>Checked: the type of the value.
 */
final class LLen implements Command {
  private static final Spec SPEC =
      Spec.command("LLEN", Group.LIST)
          .usage("key")
          .arity(2)
          .keys(KeySpec.readOnly(1))
          .flags(Flag.READONLY, Flag.FAST)
          .summary("Tells how many elements a list has.")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ListValue list = call.find(1, ListValue.TYPE);
    call.reply().integer(list == null ? 0 : list.size());
  }
}
